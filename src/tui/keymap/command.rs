//! What a key can ask for.

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Next question or field.
    Next,
    /// Previous question or field.
    Previous,
    /// Up in a list or choice.
    Up,
    /// Down in a list or choice.
    Down,
    /// Left: one score less, one column back.
    Left,
    /// Right: one score more, one column on.
    Right,
    /// First of a list.
    First,
    /// Last of a list.
    Last,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Open, confirm, next.
    Open,
    /// Choose or unchoose.
    Toggle,
    /// Leave the field, close, back.
    Back,
    /// Step number or score.
    Digit(u8),
    /// Next step.
    NextStep,
    /// Previous step.
    PreviousStep,
    /// Show or hide an example.
    Example,
    /// Park a thought.
    Park,
    /// Go to the decision.
    Decide,
    /// Write the letter that goes with the decision.
    Letter,
    /// Write the letter to someone else.
    Recipient,
    /// Keep the letter as sent.
    Sent,
    /// Look back on the collaboration.
    Review,
    /// Show the check-ins over time.
    OverTime,
    /// End the collaboration.
    End,
    /// What is due.
    Due,
    /// What became of all that was reviewed or has ended.
    LookBack,
    /// Show the whole canvas.
    ShowCanvas,
    /// Ask only the quick look, or everything.
    QuickLook,
    /// Give every other partner who has nothing there the answer of this one.
    SameForTheRest,
    /// Add a row.
    AddRow,
    /// Delete the row, or throw the canvas away.
    Delete,
    /// Move the row up.
    RowUp,
    /// Move the row down.
    RowDown,
    /// Answer alone, and show all answers together.
    Reveal,
    /// Let everyone answer again.
    Again,
    /// Settle what is parked, and say what the session came to.
    Finish,
    /// A new canvas.
    New,
    /// What comes first, and what there are days for.
    Portfolio,
    /// Why each figure is what it is.
    Why,
    /// Put in order by questions about two at a time.
    ThisOrThat,
    /// Try one in a lighter form.
    TrySmaller,
    /// Try another team.
    TryTeam,
    /// Keep what is tried.
    Keep,
    /// Drop what is tried.
    Drop,
    /// Lay canvases or voices side by side.
    Compare,
    /// Make a joint canvas of what lies side by side.
    Joint,
    /// The rankings of the workspace.
    Rankings,
    /// Settings of the workspace.
    Settings,
    /// Settle answers that differ after a merge.
    Differences,
    /// Take in what a side or a voice says.
    TakeTheirs,
    /// Write as Markdown to a file.
    Export,
    /// Copy as Markdown.
    Copy,
    /// Write a blank for a partner to fill in.
    Blank,
    /// Write the canvas to a file somewhere else.
    SaveCopy,
    /// The canvas thrown away last comes back.
    Restore,
    /// What the canvas said on earlier days.
    History,
    /// Put everything back as it was then.
    PutAllBack,
    /// One question large on the screen, or as before.
    Present,
    /// Point at a line of the present view.
    Point,
    /// Name the last commands for whoever watches, or no longer.
    ShowKeys,
    /// Start the timer, or pause it.
    Timer,
    /// Five minutes more.
    MoreTime,
    /// How many minutes each step may take.
    Minutes,
    /// What to ask each other in this step.
    TalkAbout,
    /// Find as you type.
    Find,
    /// Find any command by name.
    Palette,
    /// Every key of this screen.
    Help,
    /// Take back the last change.
    Undo,
    /// Do it again.
    Redo,
    /// Save now.
    Save,
    /// Write in the editor of `$VISUAL` or `$EDITOR`.
    Editor,
    /// A new line in a text.
    NewLine,
    /// Draw everything anew.
    Redraw,
    /// Back to the shell for a while.
    Suspend,
    /// Leave the program.
    Quit,
    /// Leave the program, asked for twice while typing.
    QuitTwice,
}

impl Command {
    /// Where the cursor of a list is after this command, from 0; None where it does not move it.
    ///
    /// `count` is how many there are, `page` how many a page has.
    pub fn moved(self, at: usize, count: usize, page: usize) -> Option<usize> {
        let to = match self {
            Self::Up => at.saturating_sub(1),
            Self::Down => at.saturating_add(1),
            Self::First => 0,
            Self::Last => usize::MAX,
            Self::PageUp => at.saturating_sub(page),
            Self::PageDown => at.saturating_add(page),
            _ => return None,
        };
        Some(to.min(count.saturating_sub(1)))
    }
}
