//! What the README says of keys is what the program does.

use whytogether::tui::keymap::{BINDINGS, Binding};

fn row(binding: &Binding) -> String {
    let keys: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
    format!(
        "| {} | {} | {} |\n",
        keys.join(", "),
        binding.place(),
        binding.help
    )
}

#[test]
fn the_readmes_keys_are_those_of_the_program() {
    let head = "| key | where | what it does |\n|---|---|---|\n";
    let table = BINDINGS
        .iter()
        .fold(head.to_owned(), |table, binding| table + &row(binding));
    let readme = include_str!("../README.md");
    let (_, rest) = readme
        .split_once("<!-- keys -->\n")
        .expect("where the keys begin");
    let (written, _) = rest
        .split_once("<!-- /keys -->")
        .expect("where the keys end");
    assert!(
        written == table,
        "put this between the markers of the README:\n{table}"
    );
}

#[test]
fn the_readme_explains_every_place_where_keys_are_read() {
    let readme = include_str!("../README.md");
    let places = BINDINGS.iter().map(|binding| binding.place());
    let places: Vec<String> = places.map(|place| place.to_string()).collect();
    for name in places.iter().flat_map(|place| place.split(", ")) {
        let is_explained = name == "everywhere" || readme.contains(&format!("*{name}*"));
        assert!(is_explained, "{name}");
    }
}

#[test]
fn the_readme_has_the_two_commands() {
    let readme = include_str!("../README.md");
    let commands: Vec<&str> = readme
        .lines()
        .filter(|line| line.starts_with("cargo "))
        .collect();
    assert_eq!(commands.len(), 2, "{commands:?}");
    assert!(commands[1].starts_with("cargo test --locked"));
}
