//! Developer commands: `cargo xtask COMMAND`.

mod bench;
mod browsers;
mod conditions;
mod docs;
mod lighten;
mod page;
mod plan;
mod programs;
mod prove;
mod schema;
mod seal;
mod serve;
mod site;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

/// What every command returns. The message is for the person who typed it.
type Done = Result<(), Box<dyn std::error::Error>>;

/// The name, what it does, and what does it.
type Command = (&'static str, &'static str, fn(&[String]) -> Done);

const COMMANDS: &[Command] = &[
    ("serve", "build the page and serve it on localhost: [--open] [--port N]", serve::run),
    ("test", "run every test, or some: [native] [wasm] [e2e]", test::run),
    ("bench", "measure size, speed and memory, beside their budgets: [--lighthouse]", bench::run),
    ("prove", "enumerate requests natively and audit each plan: [--one-in N] [--only KIND]", prove::run),
    ("plan", "answer requests in JSON or JSON Lines: [FILE], else standard input", plan::run),
    ("docs", "write the book as pages, and where each of its rows is tested", docs::run),
    ("schema", "print the JSON Schema: [request|outcome|formulary]", schema::run),
    ("tools", "install what the other commands need", tools::run),
];

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_default();
    let args: Vec<String> = args.collect();
    let Some((_, _, run)) = COMMANDS.iter().find(|(it, _, _)| *it == name) else {
        eprintln!("usage: cargo xtask COMMAND");
        for (name, what, _) in COMMANDS {
            eprintln!("  {name:<8}{what}");
        }
        return ExitCode::FAILURE;
    };
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{name}: {error}");
            ExitCode::FAILURE
        }
    }
}
