//! `cargo xtask serve`: the page on localhost.

use std::process::Command;
use std::time::Instant;

use crate::site::Site;
use crate::tools::Toolbox;
use crate::{Done, page};

const PORT: u16 = 8080;

/// Builds the page, serves it and prints its address.
pub fn run(args: &[String]) -> Done {
    let mut open = false;
    let mut port = PORT;
    let mut args = args.iter().map(String::as_str);
    while let Some(arg) = args.next() {
        match arg {
            "--open" => open = true,
            "--port" => port = args.next().ok_or("--port needs a number")?.parse()?,
            other => return Err(format!("unknown argument `{other}`").into()),
        }
    }

    let began = Instant::now();
    let dist = page::build(&Toolbox::for_page()?)?;
    let site = Site::open(&dist, port)?;
    println!("ready in {:.0} s", began.elapsed().as_secs_f64());
    println!("Palier is at {}", site.address());
    if open {
        show(&site.address());
    }
    site.serve();
    Ok(())
}

fn show(address: &str) {
    let (program, args): (_, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start"]),
        _ => ("xdg-open", &[]),
    };
    if Command::new(program).args(args).arg(address).spawn().is_err() {
        eprintln!("no browser could be opened: use the address above");
    }
}
