//! What must hold for every canvas.

mod canvases;
mod document;
mod letter;
mod merge;
mod pairs;
mod ranking;
mod suggestion;

use proptest::test_runner::Config;

/// Few cases, so that the whole takes seconds; `PROPTEST_CASES` asks for more.
fn config() -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok();
    Config {
        cases: asked.and_then(|cases| cases.parse().ok()).unwrap_or(80),
        failure_persistence: None,
        ..Config::default()
    }
}
