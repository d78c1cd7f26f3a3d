//! The table itself: one row for each thing that a key asks for, and where.

use crossterm::event::{KeyCode, KeyModifiers};

use super::{Binding, Command, Key, Scope};

const fn key(code: KeyCode) -> Key {
    Key {
        code,
        modifiers: KeyModifiers::NONE,
    }
}

const fn letter(letter: char) -> Key {
    key(KeyCode::Char(letter))
}

const fn ctrl(letter: char) -> Key {
    Key {
        code: KeyCode::Char(letter),
        modifiers: KeyModifiers::CONTROL,
    }
}

const fn alt(code: KeyCode) -> Key {
    Key {
        code,
        modifiers: KeyModifiers::ALT,
    }
}

const fn bind(
    command: Command,
    scopes: &'static [Scope],
    keys: &'static [Key],
    label: &'static str,
    help: &'static str,
    rank: u8,
) -> Binding {
    Binding {
        command,
        scopes,
        keys,
        label,
        help,
        rank,
    }
}

use Scope::{
    Alone, Canvas, Cells, Challenges, Choices, Compare, Decide, Dialog, Due, Finder, Finish, Guide,
    History, Home, Letter, Line, Masked, OverTime, Pair, Picture, Pointer, Portfolio, Prompt,
    Ranked, Rankers, Rankings, Reader, Review, Rows, Settings, Text, Trying, Welcome, Writing,
};

const SIDEWAYS: &[Scope] = &[
    Guide, Rows, Cells, Choices, Canvas, Review, Settings, Dialog,
];
const PAGED: &[Scope] = &[
    Home, Portfolio, Trying, Picture, Guide, Rows, Cells, Canvas, Compare, Decide, History, Letter,
    Review, OverTime, Due, Rankings, Challenges, Rankers, Ranked, Finder, Reader,
];
const RANKING: &[Scope] = &[Challenges, Rankers, Ranked];
const NUMBERED: &[Scope] = &[Welcome, Guide, Rows, Cells, Choices, Canvas, Decide, Review];
const COMMANDS: &[Scope] = &[
    Welcome, Home, Portfolio, Trying, Picture, Pair, Guide, Rows, Cells, Pointer, Canvas, Alone,
    Finish, Compare, Decide, History, Letter, Review, OverTime, Due, Rankings, Challenges, Rankers,
    Ranked, Settings,
];
/// Where `k` is up, or a letter, and a thought is parked by a chord.
const NOT_BY_K: &[Scope] = &[
    Welcome, Home, Portfolio, Trying, Picture, Pair, Pointer, Compare, Finish, Rankings,
    Challenges, Rankers, Ranked, History, Letter, Review, OverTime, Due, Settings, Prompt, Writing,
    Finder, Reader, Dialog,
];
/// Where two people talk about a canvas.
const TALKING: &[Scope] = &[Guide, Rows, Cells, Pointer, Canvas, Alone, Finish, Decide];
/// The views in which the cursor is on a canvas.
const ORDERED: &[Scope] = &[Portfolio, Trying];
/// Every view of what comes first.
const WHOLE: &[Scope] = &[Portfolio, Trying, Picture];
const ONE_CANVAS: &[Scope] = &[Guide, Rows, Cells, Canvas, Decide, Review];
const OPEN: &[Scope] = &[Guide, Rows, Cells, Canvas, Decide, Letter, Review];
pub(super) const TYPING: &[Scope] = &[Line, Text];
/// In a cell that is answered just now, typed or chosen.
const IN_A_CELL: &[Scope] = &[Line, Text, Choices];
const ASKING: &[Scope] = &[Guide, Rows, Cells, Letter, Line, Text];
pub(super) const EVERYWHERE: &[Scope] = &[
    Welcome, Home, Portfolio, Trying, Picture, Pair, Guide, Rows, Cells, Choices, Pointer, Canvas,
    Alone, Finish, Compare, Decide, History, Letter, Review, OverTime, Due, Rankings, Challenges,
    Rankers, Ranked, Settings, Line, Text, Prompt, Masked, Writing, Finder, Reader, Dialog,
];

/// Every key. Where two rows of a scope share a key, the first one wins; a test refuses that.
#[rustfmt::skip]
pub static BINDINGS: &[Binding] = &[
    bind(Command::Next, &[Guide, Rows, Cells, Choices, Pointer, Decide, Review, Settings, Line, Text, Prompt, Dialog, Canvas, Welcome], &[key(KeyCode::Tab)], "next", "Next question or field", 1),
    bind(Command::Previous, &[Guide, Rows, Cells, Choices, Pointer, Decide, Review, Settings, Line, Text, Prompt, Dialog, Canvas, Welcome], &[key(KeyCode::BackTab)], "previous", "Previous question or field", 8),
    bind(Command::Open, &[Home, Portfolio], &[key(KeyCode::Enter)], "open", "Open the canvas", 2),
    bind(Command::Open, &[Trying], &[key(KeyCode::Enter)], "open", "Open the canvas", 6),
    bind(Command::Open, &[Due], &[key(KeyCode::Enter)], "deal with it", "Open the canvas where this is dealt with: letter, review, decision or question", 2),
    bind(Command::Open, &[Review], &[key(KeyCode::Enter)], "answer", "Answer, go on", 3),
    bind(Command::Open, &[OverTime], &[key(KeyCode::Enter)], "the form", "Back to today's answers", 6),
    bind(Command::Open, &[Canvas], &[key(KeyCode::Enter)], "open", "Open the questions of the block", 2),
    bind(Command::Open, &[Line, Prompt], &[key(KeyCode::Enter)], "go on", "Go on", 3),
    bind(Command::Open, &[Guide, Rows, Cells], &[key(KeyCode::Enter)], "answer", "Answer what the cursor is on: type, score or choose", 3),
    bind(Command::Open, &[Settings], &[key(KeyCode::Enter)], "change", "Type in the field, or go on", 3),
    bind(Command::Open, &[Welcome, Choices, Decide, Finder, Dialog], &[key(KeyCode::Enter)], "choose", "Open, confirm, go on", 3),
    bind(Command::Next, &[History], &[key(KeyCode::Tab)], "next answer", "Next answer that differs", 4),
    bind(Command::Previous, &[History], &[key(KeyCode::BackTab)], "previous answer", "Previous answer that differs", 0),
    bind(Command::Left, &[History], &[key(KeyCode::Left)], "earlier", "The version before", 1),
    bind(Command::Right, &[History], &[key(KeyCode::Right)], "later", "The version after", 2),
    bind(Command::Open, &[History], &[key(KeyCode::Enter)], "put back", "Put the answer back as it was then (it asks first)", 3),
    bind(Command::PutAllBack, &[History], &[letter('r')], "put all back", "Put the whole canvas back as it was then (it asks first)", 5),
    bind(Command::Toggle, &[Guide, Rows, Cells, Choices, Decide, Review, Settings, Dialog, Welcome, Canvas], &[letter(' ')], "choose", "Choose, or take the choice back", 0),
    bind(Command::Up, &[Home, Portfolio, Rankings, Challenges, Rankers, Ranked, Compare, Trying, Picture, History, Letter, Review, OverTime, Due, Settings, Welcome, Reader, Dialog], &[key(KeyCode::Up), letter('k')], "up", "Up in a list or choice", 0),
    bind(Command::Up, &[Guide, Rows, Cells, Choices, Canvas, Decide, Finder, Prompt], &[key(KeyCode::Up)], "up", "Up in a list or choice", 0),
    bind(Command::Down, &[Home, Portfolio, Rankings, Challenges, Rankers, Ranked, Compare, Trying, Picture, Decide, History, Letter, Review, OverTime, Due, Settings, Welcome, Reader, Dialog, Guide, Rows, Cells, Canvas], &[key(KeyCode::Down), letter('j')], "down", "Down in a list or choice", 0),
    bind(Command::Down, &[Choices, Finder, Prompt], &[key(KeyCode::Down)], "down", "Down in the list", 0),
    bind(Command::Left, SIDEWAYS, &[key(KeyCode::Left)], "left", "Left: a lower score, the column before", 0),
    bind(Command::Right, SIDEWAYS, &[key(KeyCode::Right)], "right", "Right: a higher score, the column after", 0),
    bind(Command::Left, &[OverTime], &[key(KeyCode::Left)], "earlier", "Earlier check-ins", 1),
    bind(Command::Right, &[OverTime], &[key(KeyCode::Right)], "later", "Later check-ins", 2),
    bind(Command::First, &[Home, Portfolio, Rankings, Challenges, Rankers, Ranked, Trying, Picture, Canvas, Compare, Decide, History, Review, OverTime, Due, Reader, Pointer], &[key(KeyCode::Home), letter('g')], "first", "First of the list", 0),
    bind(Command::Last, &[Home, Portfolio, Rankings, Challenges, Rankers, Ranked, Trying, Picture, Canvas, Compare, Decide, History, Review, OverTime, Due, Reader, Pointer], &[key(KeyCode::End), letter('G')], "last", "Last of the list", 0),
    bind(Command::First, &[Guide, Rows, Cells, Choices, Finder], &[key(KeyCode::Home)], "first", "First of the list", 0),
    bind(Command::Last, &[Guide, Rows, Cells, Choices, Finder], &[key(KeyCode::End)], "last", "Last of the list", 0),
    bind(Command::PageUp, PAGED, &[key(KeyCode::PageUp)], "page up", "A page up", 0),
    bind(Command::PageDown, PAGED, &[key(KeyCode::PageDown)], "page down", "A page down", 0),
    bind(Command::Digit(1), NUMBERED, &[letter('1')], "choose", "Score or choice 1, or step 1: Cover", 0),
    bind(Command::Digit(2), NUMBERED, &[letter('2')], "choose", "Score or choice 2, or step 2: Purpose", 0),
    bind(Command::Digit(3), NUMBERED, &[letter('3')], "choose", "Score or choice 3, or step 3: Value", 0),
    bind(Command::Digit(4), &[Guide, Rows, Cells, Choices, Canvas, Decide, Review], &[letter('4')], "choose", "Score or choice 4, or step 4: Capacity", 0),
    bind(Command::Digit(5), &[Guide, Rows, Cells, Choices, Canvas, Review], &[letter('5')], "choose", "Score or choice 5, or step 5: Ownership", 0),
    bind(Command::Digit(6), &[Guide, Rows, Cells, Canvas], &[letter('6')], "choose", "Go to step 6: Decision", 0),
    bind(Command::Digit(1), WHOLE, &[letter('1')], "view", "View 1: the order, with the line", 0),
    bind(Command::Digit(2), WHOLE, &[letter('2')], "view", "View 2: value against days", 0),
    bind(Command::Digit(3), WHOLE, &[letter('3')], "view", "View 3: promised days by month", 0),
    bind(Command::Digit(4), WHOLE, &[letter('4')], "view", "View 4: days by kind and by person", 0),
    bind(Command::Digit(5), WHOLE, &[letter('5')], "view", "View 5: partners in all canvases", 0),
    bind(Command::Next, WHOLE, &[key(KeyCode::Tab)], "next view", "The next view of the same", 7),
    bind(Command::Previous, WHOLE, &[key(KeyCode::BackTab)], "view before", "The view before", 0),
    bind(Command::Left, ORDERED, &[key(KeyCode::Left)], "left", "Fewer days, in the view of value against days", 0),
    bind(Command::Right, ORDERED, &[key(KeyCode::Right)], "right", "More days, in the view of value against days", 0),
    bind(Command::RowUp, ORDERED, &[letter('<')], "move up", "Move up in the order", 7),
    bind(Command::RowDown, ORDERED, &[letter('>')], "move down", "Move down in the order", 0),
    bind(Command::ThisOrThat, WHOLE, &[letter('o')], "this or that?", "Put in order by questions about two at a time", 7),
    bind(Command::Why, WHOLE, &[letter('w')], "why", "Why each figure is what it is", 6),
    bind(Command::Why, &[Decide], &[letter('w')], "why", "Why it is suggested, what would change it, and what is still missing", 5),
    bind(Command::Why, &[Guide, Rows, Cells, Canvas], &[letter('w')], "why", "Why it is suggested, what would change it, and what is still missing", 9),
    bind(Command::Why, &[Settings], &[letter('w')], "why", "Which reviews the factor on days of work comes from", 6),
    bind(Command::Toggle, &[Portfolio], &[letter(' ')], "what if", "Try it taken in, or do without it; nothing is kept yet", 2),
    bind(Command::Toggle, &[Trying], &[letter(' ')], "try", "Try it taken in, or do without it; nothing is kept yet", 2),
    bind(Command::TrySmaller, ORDERED, &[letter('m')], "smaller", "Try it in the largest lighter form that fits", 8),
    bind(Command::TryTeam, WHOLE, &[letter('T')], "team", "Try another team", 0),
    bind(Command::Keep, &[Trying], &[letter('a')], "keep", "Keep what is tried; first see what that changes", 1),
    bind(Command::Drop, &[Trying], &[letter('x')], "drop", "Drop what is tried", 1),
    bind(Command::Keep, &[Portfolio, Picture], &[letter('a')], "keep", "Keep what is tried; first see what that changes", 0),
    bind(Command::Drop, &[Portfolio, Picture], &[letter('x')], "drop", "Drop what is tried", 0),
    bind(Command::Find, WHOLE, &[letter('/'), ctrl('f')], "filter", "Show only those with some words: title, kind, state, partner, person", 6),
    bind(Command::Left, &[Pair], &[letter('1'), key(KeyCode::Left)], "the left", "The one at the left comes first", 1),
    bind(Command::Right, &[Pair], &[letter('2'), key(KeyCode::Right)], "the right", "The one at the right comes first", 2),
    bind(Command::Undo, &[Pair], &[letter('u')], "take back", "Take the last answer back", 4),
    bind(Command::Digit(1), &[Compare], &[letter('1')], "ours", "Take what the first side says for the joint canvas", 2),
    bind(Command::Digit(2), &[Compare], &[letter('2')], "theirs", "Take what the second side says for the joint canvas", 3),
    bind(Command::Digit(3), &[Compare], &[letter('3')], "1-9", "Take what side C says for the joint canvas", 0),
    bind(Command::Digit(4), &[Compare], &[letter('4')], "1-9", "Take what side D says for the joint canvas", 0),
    bind(Command::Digit(5), &[Compare], &[letter('5')], "1-9", "Take what side E says for the joint canvas", 0),
    bind(Command::Digit(6), &[Compare], &[letter('6')], "1-9", "Take what side F says for the joint canvas", 0),
    bind(Command::Digit(7), &[Compare], &[letter('7')], "1-9", "Take what side G says for the joint canvas", 0),
    bind(Command::Digit(8), &[Compare], &[letter('8')], "1-9", "Take what side H says for the joint canvas", 0),
    bind(Command::Digit(9), &[Compare], &[letter('9')], "1-9", "Take what side I says for the joint canvas", 0),
    bind(Command::Open, &[Compare], &[key(KeyCode::Enter)], "write anew", "Write an answer of the joint canvas anew, beside what each side says", 4),
    bind(Command::Drop, &[Compare], &[letter('x'), key(KeyCode::Delete)], "open again", "Leave the question open in the joint canvas", 0),
    bind(Command::Next, &[Compare], &[key(KeyCode::Tab)], "next gap", "The next question that needs a choice", 1),
    bind(Command::Previous, &[Compare], &[key(KeyCode::BackTab)], "gap before", "The question before that needs a choice", 0),
    bind(Command::Joint, &[Compare], &[letter('J')], "joint canvas", "Make a joint canvas of what is the same and what was taken", 5),
    bind(Command::Rankings, &[Home], &[letter('R')], "rankings", "Challenges put in order together, worst first, each alone", 0),
    bind(Command::Open, &[Rankings], &[key(KeyCode::Enter)], "open", "Open the ranking", 2),
    bind(Command::New, &[Rankings], &[letter('n')], "new", "A new ranking", 1),
    bind(Command::Export, &[Rankings, Challenges, Rankers, Ranked], &[letter('x')], "export", "Write the ranking as Markdown to a file in the current folder", 6),
    bind(Command::Delete, &[Rankings], &[key(KeyCode::Delete)], "trash", "Move the ranking to the trash", 0),
    bind(Command::Restore, &[Rankings], &[letter('r')], "restore", "Bring back the ranking thrown away last", 0),
    bind(Command::Next, RANKING, &[key(KeyCode::Tab)], "other side", "To the challenges, to who ranks, or to the result", 2),
    bind(Command::Previous, RANKING, &[key(KeyCode::BackTab)], "side before", "The side before", 0),
    bind(Command::Open, &[Rankers], &[key(KeyCode::Enter)], "hand over", "Let the person under the cursor rank alone", 1),
    bind(Command::Open, &[Challenges], &[key(KeyCode::Enter)], "reword", "Give the challenge other words, while nobody has ranked", 1),
    bind(Command::Open, &[Masked], &[key(KeyCode::Enter)], "give it", "Give the order; nobody sees it before all are in", 1),
    bind(Command::Back, &[Masked], &[key(KeyCode::Esc)], "another time", "Rank another time; what was typed is kept, hidden", 2),
    bind(Command::AddRow, &[Rankers, Ranked], &[letter('a')], "add", "Add people who rank", 4),
    bind(Command::AddRow, &[Challenges], &[letter('a')], "add", "Add a challenge, while nobody has ranked", 4),
    bind(Command::Delete, &[Challenges], &[key(KeyCode::Delete)], "take out", "Take the challenge out, while nobody has ranked", 0),
    bind(Command::Delete, &[Rankers], &[key(KeyCode::Delete)], "take out", "Take the person out, while they have not ranked", 0),
    bind(Command::Reveal, &[Challenges, Rankers], &[letter('R')], "show now", "Show it before all are in, because somebody named says so", 5),
    bind(Command::Toggle, &[Home], &[letter(' ')], "mark", "Mark a canvas, to lay several side by side", 0),
    bind(Command::Compare, &[Home, Canvas], &[letter('C')], "compare with", "Lay marked canvases side by side, or this one beside another, a file, or voice by voice", 9),
    bind(Command::New, &[Home], &[letter('n')], "new", "A new canvas", 1),
    bind(Command::NextStep, &[Guide, Rows, Cells, Pointer, Canvas], &[letter('n')], "next step", "Next step", 0),
    bind(Command::PreviousStep, &[Guide, Rows, Cells, Pointer, Canvas], &[letter('p')], "previous step", "Previous step", 0),
    bind(Command::SameForTheRest, &[Cells], &[letter('=')], "same for the rest", "The same for every partner who has nothing there", 5),
    bind(Command::AddRow, &[Rows, Settings], &[letter('a')], "add", "Add a row", 5),
    bind(Command::Delete, &[Rows, Settings, Review], &[letter('x'), key(KeyCode::Delete)], "delete", "Delete the row (undo brings it back)", 6),
    bind(Command::RowUp, &[Rows], &[letter('<')], "row up", "Move the row up", 0),
    bind(Command::RowDown, &[Rows], &[letter('>')], "row down", "Move the row down", 0),
    bind(Command::Reveal, &[Guide, Cells, Decide], &[letter('R')], "answer alone", "Answer a score or a choice alone, each in turn, and reveal together", 0),
    bind(Command::Open, &[Alone], &[key(KeyCode::Enter)], "go on", "Take the keyboard, hand over, or agree", 1),
    bind(Command::Reveal, &[Alone], &[letter('R')], "reveal", "Show all answers together; before all are in, somebody says so by name", 2),
    bind(Command::Next, &[Alone], &[key(KeyCode::Tab)], "next", "Somebody else first, the next one to score, or on", 0),
    bind(Command::Previous, &[Alone], &[key(KeyCode::BackTab)], "previous", "The one before", 0),
    bind(Command::Toggle, &[Alone], &[letter(' ')], "agree", "Agree on the answer beside the mark, or take that back", 0),
    bind(Command::Up, &[Alone], &[key(KeyCode::Up)], "up", "Up, once the answers are shown", 0),
    bind(Command::Down, &[Alone], &[key(KeyCode::Down), letter('j')], "down", "Down, once the answers are shown", 0),
    bind(Command::Digit(1), &[Alone], &[letter('1')], "answer", "Answer 1", 0),
    bind(Command::Digit(2), &[Alone], &[letter('2')], "answer", "Answer 2", 0),
    bind(Command::Digit(3), &[Alone], &[letter('3')], "answer", "Answer 3", 0),
    bind(Command::Digit(4), &[Alone], &[letter('4')], "answer", "Answer 4", 0),
    bind(Command::Digit(5), &[Alone], &[letter('5')], "answer", "Answer 5", 0),
    bind(Command::Delete, &[Alone], &[key(KeyCode::Delete)], "take back", "Take the answer back that is being given", 0),
    bind(Command::Again, &[Alone], &[letter('a')], "again", "Everyone answers again; once revealed, it is marked", 4),
    bind(Command::Finish, &[Guide, Rows, Cells, Canvas, Decide], &[letter('f')], "finish", "End the session: settle the thoughts put aside, and copy what it came to", 0),
    bind(Command::Open, &[Finish], &[key(KeyCode::Enter)], "next step", "Turn the thought into a next step: who does what by when", 1),
    bind(Command::Toggle, &[Finish], &[letter(' ')], "keep", "Keep the thought parked", 2),
    bind(Command::Delete, &[Finish], &[letter('x'), key(KeyCode::Delete)], "drop", "Drop the thought (undo brings it back)", 3),
    bind(Command::Copy, &[Finish], &[letter('y')], "copy", "Copy what the session came to, and write it to a file", 2),
    bind(Command::Up, &[Finish], &[key(KeyCode::Up), letter('k')], "up", "Up in the list", 0),
    bind(Command::Down, &[Finish], &[key(KeyCode::Down), letter('j')], "down", "Down in the list", 0),
    bind(Command::PageUp, &[Finish], &[key(KeyCode::PageUp)], "page up", "Up in the text", 0),
    bind(Command::PageDown, &[Finish], &[key(KeyCode::PageDown)], "page down", "Down in the text", 0),
    bind(Command::Portfolio, &[Home], &[letter('p')], "portfolio", "What comes first, and what there are days for", 4),
    bind(Command::Find, &[Home], &[letter('/'), ctrl('f')], "find", "Find a canvas as you type", 3),
    bind(Command::Export, &[Home, Canvas], &[letter('x')], "export", "Write the canvas as Markdown to a file in the current folder", 6),
    bind(Command::Copy, &[Home, Canvas, Guide, Rows, Cells, Decide], &[letter('y')], "copy", "Copy the canvas as Markdown", 0),
    bind(Command::Blank, &[Canvas], &[letter('A')], "answer file", "Write a blank in which a partner gives their own answer to every question", 0),
    bind(Command::SaveCopy, OPEN, &[letter('W')], "save a copy", "Save a copy to a file or folder of your choice", 0),
    bind(Command::Delete, &[Home], &[key(KeyCode::Delete)], "trash", "Move the canvas to the trash", 0),
    bind(Command::Restore, &[Home], &[letter('r')], "restore", "Bring back the canvas thrown away last", 0),
    bind(Command::Settings, &[Home, Portfolio, Trying, Picture, Canvas, Decide, Guide, Rows, Cells], &[letter('s')], "settings", "Team, reserve and our organisation", 7),
    bind(Command::Letter, &[Canvas, Decide], &[letter('l')], "letter", "Write a kind no, a not yet or a smaller yes as a letter", 6),
    bind(Command::Letter, &[Guide, Rows, Cells], &[letter('l')], "letter", "Write a kind no, a not yet or a smaller yes as a letter", 0),
    bind(Command::Open, &[Letter], &[key(KeyCode::Enter)], "edit", "Edit the letter", 2),
    bind(Command::Next, &[Letter], &[key(KeyCode::Tab)], "fill", "Fill the next blank: what is typed replaces it", 1),
    bind(Command::Previous, &[Letter], &[key(KeyCode::BackTab)], "blank before", "Fill the blank before", 0),
    bind(Command::Right, &[Letter], &[key(KeyCode::Right)], "other", "The next letter: another kind, or one that was sent", 6),
    bind(Command::Left, &[Letter], &[key(KeyCode::Left)], "letter before", "The letter before", 0),
    bind(Command::Example, &[Letter], &[letter('e')], "the parts", "What each of the seven parts is for", 0),
    bind(Command::Recipient, &[Letter], &[letter('t')], "to", "Write it to someone else: whoever asked, or a partner", 7),
    bind(Command::Sent, &[Letter], &[letter('m')], "sent", "Keep it with the canvas as sent, with the day", 6),
    bind(Command::Export, &[Letter], &[letter('x')], "file", "Write the letter to a file, as Markdown or plain text", 8),
    bind(Command::Copy, &[Letter], &[letter('y')], "copy", "Copy the letter", 7),
    bind(Command::Delete, &[Letter], &[key(KeyCode::Delete)], "start over", "Take the edited text back to what the canvas fills in", 0),
    bind(Command::Decide, &[Guide, Rows, Cells, Canvas], &[letter('d')], "decide", "What the answers add up to, and the decision", 4),
    bind(Command::Decide, &[Letter], &[letter('d')], "decide", "What the answers add up to, and the decision", 9),
    bind(Command::Review, &[Canvas], &[letter('r')], "review", "Look back: a check-in, beside the answers of last time", 5),
    bind(Command::OverTime, &[Review], &[letter('o')], "over time", "What was promised and what came, and what the reviews say", 4),
    bind(Command::OverTime, &[OverTime], &[letter('o')], "the form", "Back to today's answers", 0),
    bind(Command::End, &[Canvas, Review, OverTime], &[letter('e')], "end", "End the collaboration, with a note (undo takes it back)", 6),
    bind(Command::Due, &[Home], &[letter('d')], "due", "What is owed, near or passed, by the day", 4),
    bind(Command::LookBack, &[Home, Due], &[letter('b')], "look back", "What became of all that was reviewed or has ended", 8),
    bind(Command::ShowCanvas, &[Guide, Rows, Cells, Decide, Letter], &[letter('c')], "canvas", "The whole canvas on one page", 0),
    bind(Command::QuickLook, &[Guide, Rows, Cells, Canvas], &[letter('Q')], "quick look", "Ask only the quick look, or everything", 0),
    bind(Command::History, ONE_CANVAS, &[letter('h')], "history", "Earlier versions of the canvas, to put back", 0),
    bind(Command::Differences, OPEN, &[letter('v')], "differences", "Pick between answers that two people changed at once", 0),
    bind(Command::TakeTheirs, &[Guide, Rows, Cells, Decide], &[letter('V')], "take theirs", "Take in what a side or a voice said here; what is hidden is shown first, by name", 0),
    bind(Command::Example, &[Guide, Rows, Cells], &[letter('e'), ctrl('e')], "example", "Show an example for this question, and why it is asked", 6),
    bind(Command::Example, IN_A_CELL, &[ctrl('e')], "example", "Show an example for this question, and why it is asked", 4),
    bind(Command::Park, &[Guide, Rows, Cells, Canvas, Alone, Decide], &[letter('k'), ctrl('k')], "park", "Park a thought that belongs elsewhere", 0),
    bind(Command::Park, NOT_BY_K, &[ctrl('k')], "park", "Park a thought that belongs elsewhere", 0),
    bind(Command::Park, IN_A_CELL, &[ctrl('k')], "park", "Park a thought that belongs elsewhere", 5),
    bind(Command::Editor, ASKING, &[ctrl('g')], "editor", "Write the answer in the editor of $VISUAL or $EDITOR", 0),
    bind(Command::Editor, &[Writing], &[ctrl('g')], "editor", "Write the answer in the editor of $VISUAL or $EDITOR", 4),
    bind(Command::Editor, &[Guide, Rows, Cells, Letter], &[letter('E')], "editor", "Write the answer in the editor of $VISUAL or $EDITOR", 0),
    bind(Command::TalkAbout, &[Guide, Rows, Cells, Pointer], &[letter('o')], "talk", "What two people might ask each other in this step", 0),
    bind(Command::Present, TALKING, &[letter('P')], "present view", "One question large on the screen, for a call; again for the usual view", 0),
    bind(Command::Point, &[Guide, Rows, Cells, Pointer], &[letter('.')], "point", "Point at a line of the present view, so that \"this one\" has a place", 0),
    bind(Command::Up, &[Pointer], &[key(KeyCode::Up), letter('k')], "line above", "Point at the line above", 0),
    bind(Command::Down, &[Pointer], &[key(KeyCode::Down), letter('j')], "line below", "Point at the line below", 0),
    bind(Command::ShowKeys, COMMANDS, &[letter('K')], "show keys", "Name the last three commands on the screen, for whoever watches", 0),
    bind(Command::Timer, TALKING, &[letter('t')], "timer", "Start the timer of the step and of all, or pause it", 0),
    bind(Command::MoreTime, TALKING, &[letter('+')], "five more", "Five minutes more for the step", 0),
    bind(Command::Minutes, TALKING, &[letter('T')], "minutes", "How many minutes each step may take", 0),
    bind(Command::NewLine, &[Text, Writing], &[key(KeyCode::Enter), ctrl('j'), alt(KeyCode::Enter)], "new line", "A new line", 3),
    bind(Command::Undo, WHOLE, &[letter('u')], "take back", "Take back what was kept last", 0),
    bind(Command::Undo, &[Guide, Rows, Cells, Canvas, Alone, Finish, Decide, History, Letter, Review], &[letter('u')], "undo", "Take back the last change", 0),
    bind(Command::Redo, &[Guide, Rows, Cells, Canvas, Alone, Finish, Decide, History, Letter, Review], &[letter('U')], "redo", "Do again what was taken back", 0),
    bind(Command::Undo, &[Choices, Line, Text, Prompt, Writing], &[ctrl('_'), ctrl('7'), ctrl('/')], "undo", "Take back the last change", 0),
    bind(Command::Redo, &[Choices, Line, Text, Prompt, Writing], &[ctrl('r')], "redo", "Do again what was taken back", 0),
    bind(Command::Save, EVERYWHERE, &[ctrl('s')], "save", "Save now (everything is saved as you type)", 0),
    bind(Command::Help, COMMANDS, &[letter('?'), key(KeyCode::F(1))], "keys", "Every key of this screen", 5),
    bind(Command::Help, &[Choices], &[letter('?'), key(KeyCode::F(1))], "keys", "Every key of this screen", 5),
    bind(Command::Help, &[Line, Text, Prompt, Masked, Writing, Finder, Dialog], &[key(KeyCode::F(1))], "keys", "Every key of this screen", 0),
    bind(Command::Palette, COMMANDS, &[letter(':'), ctrl('o')], "commands", "Find any command by name", 7),
    bind(Command::Palette, IN_A_CELL, &[ctrl('o')], "commands", "Find any command by name", 6),
    bind(Command::Redraw, EVERYWHERE, &[ctrl('l')], "redraw", "Draw everything anew", 0),
    bind(Command::Suspend, EVERYWHERE, &[ctrl('z')], "suspend", "Back to the shell for a while (fg comes back)", 0),
    bind(Command::Back, &[Portfolio, Trying, Picture, Pair, Rankings, Challenges, Rankers, Ranked, Guide, Rows, Cells, Pointer, Canvas, Alone, Finish, Compare, Decide, History, Letter, Review, OverTime, Due, Settings, Finder, Reader, Dialog], &[key(KeyCode::Esc)], "back", "Close, or one level back; nothing is lost", 3),
    bind(Command::Back, &[Prompt], &[key(KeyCode::Esc)], "close", "Close; what was typed is there next time", 9),
    bind(Command::Back, &[Writing], &[key(KeyCode::Esc)], "keep it", "Close; what was written is kept", 9),
    bind(Command::Back, &[Choices], &[key(KeyCode::Esc)], "close", "Close the choices of the cell; what is chosen stays", 9),
    bind(Command::Back, TYPING, &[key(KeyCode::Esc)], "leave field", "Leave the field; the text stays", 9),
    bind(Command::Back, &[Reader], &[letter('q'), key(KeyCode::Enter)], "close", "Close", 0),
    bind(Command::Quit, COMMANDS, &[letter('q'), ctrl('c')], "quit", "Leave whytogether; everything is saved", 10),
    bind(Command::QuitTwice, &[Choices, Line, Text, Prompt, Masked, Writing, Finder, Reader, Dialog], &[ctrl('c')], "quit", "Leave whytogether: press it twice", 0),
];
