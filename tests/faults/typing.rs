//! Keys typed at the real program, until it is killed at some moment.

use whytogether::canvas::Canvas;
use whytogether::workspace::Workspace;

use crate::pty::{Home, Session};

const WORDS: &str = "People are helped up within two hours.";

/// The only canvas of a workspace that has nothing to complain of.
fn only_canvas(home: &Home) -> Canvas {
    let canvases = home.canvases();
    let workspace = Workspace::at(canvases.parent().expect("a folder"));
    let broken: Vec<_> = workspace.examine().findings;
    let broken: Vec<_> = broken
        .iter()
        .filter(|finding| finding.is_broken())
        .collect();
    assert!(broken.is_empty(), "{broken:?}");
    let day = jiff::civil::date(2026, 11, 23);
    let entries = workspace.entries(day).expect("a folder");
    assert_eq!(entries.len(), 1, "{entries:?}");
    workspace.load(&entries[0].id).expect("a canvas").canvas
}

/// The words that nothing else on the screen could be, as far as they are shown and called saved.
fn called_saved(session: &Session) -> Option<&'static str> {
    let shown = session.screen().contents();
    let is_saved = shown.lines().next()?.trim_end().ends_with("saved");
    let words = (8..=WORDS.len())
        .rev()
        .map(|length| WORDS[..length].trim_end());
    words
        .filter(|_| is_saved)
        .find(|words| shown.contains(words))
}

#[test]
fn words_called_saved_outlive_a_kill_at_any_moment_of_typing() {
    let mut dice = fastrand::Rng::with_seed(20_261_123);
    for _ in 0..6 {
        let home = Home::new();
        let mut session = home.start(&[], &[]);
        session.sees("No canvas yet");
        session.types("n");
        session.sees("A new canvas");
        session.types("Falls at home\r");
        session.sees("Who would we work with?");
        session.types("\x1b");
        session.wait("the field left", |session| {
            !session.screen().contents().contains("leave field")
        });
        session.types("2");
        session.sees("What should be different?");
        let mut saved = "";
        let end = dice.usize(8..=WORDS.len());
        for (typed, letter) in WORDS[..end].chars().enumerate() {
            session.types(&letter.to_string());
            if typed > 8 && dice.u8(..8) == 0 {
                let so_far = WORDS[..=typed].trim_end();
                // Sometimes only until the letter is there, sometimes until it is on disk too.
                let until_saved = dice.bool();
                session.wait(so_far, |session| {
                    saved = called_saved(session).unwrap_or(saved);
                    session.text().contains(so_far) && (!until_saved || saved.len() >= so_far.len())
                });
            }
        }
        session.signal("KILL");
        session.ends();
        let canvas = only_canvas(&home);
        let kept = canvas.text("purpose.change").unwrap_or_default();
        assert!(WORDS.starts_with(kept), "`{kept}` was never typed");
        assert!(
            kept.starts_with(saved),
            "`{kept}` where `{saved}` was called saved"
        );
    }
}
