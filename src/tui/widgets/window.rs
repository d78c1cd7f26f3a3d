//! Which rows of a list are in view where each may take several lines, and how many are not.

/// The rows in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first one.
    pub first: usize,
    /// How many there are from it on.
    pub count: usize,
    all: usize,
}

impl Window {
    /// The window with the chosen row in view, as near as can be to where it was before.
    pub fn around(heights: &[usize], at: usize, before: usize, room: usize) -> Self {
        let mut first = before.min(at).min(heights.len().saturating_sub(1));
        while first < at && heights[first..=at].iter().sum::<usize>() > room {
            first += 1;
        }
        let fits = |first: usize| {
            let mut used = 0;
            let fitting = heights[first..].iter().take_while(|height| {
                used += **height;
                used <= room
            });
            fitting.count().max(usize::from(first < heights.len()))
        };
        // No line stays empty below the last row while there are rows above.
        while first > 0 && first - 1 + fits(first - 1) >= heights.len() {
            first -= 1;
        }
        Self {
            first,
            count: if heights.is_empty() { 0 } else { fits(first) },
            all: heights.len(),
        }
    }

    /// The rows in view, by their places in the list.
    pub fn rows(self) -> std::ops::Range<usize> {
        self.first..self.first + self.count
    }

    /// How many rows are not in view, and where; "" where all are.
    pub fn more(self) -> String {
        let below = self.all - self.first - self.count;
        match (self.first, below) {
            (0, 0) => String::new(),
            (0, below) => format!("{below} more below"),
            (above, 0) => format!("{above} more above"),
            (above, below) => format!("{above} above, {below} below"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_is_in_view_and_what_is_not_is_counted() {
        let heights = [1, 2, 1, 3, 1];
        let seen = |at, before| {
            let window = Window::around(&heights, at, before, 4);
            assert!(window.rows().contains(&at), "{window:?}");
            (window.rows(), window.more())
        };
        assert_eq!(seen(0, 0), (0..3, "2 more below".into()));
        assert_eq!(seen(3, 0), (2..4, "2 above, 1 below".into()));
        assert_eq!(seen(4, 0), (3..5, "3 more above".into()));
        assert_eq!(seen(4, 4), (3..5, "3 more above".into()));
        assert_eq!(seen(1, 4), (1..3, "1 above, 2 below".into()));
    }

    #[test]
    fn where_all_fits_all_is_in_view_and_a_row_that_is_too_high_is_there_all_the_same() {
        let all = Window::around(&[1, 1], 1, 1, 5);
        assert_eq!((all.rows(), all.more()), (0..2, String::new()));
        assert_eq!(Window::around(&[9, 1], 0, 0, 5).rows(), 0..1);
        assert_eq!(Window::around(&[], 0, 3, 5).rows(), 0..0);
    }
}
