//! The documents say what is true of the tree: links lead somewhere, named tests and rules exist.

use std::fs;
use std::path::{Path, PathBuf};

use palier_engine::book::statement::StatementKind;

const DOCUMENTS: [&str; 10] = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/design.md",
    "docs/embedding.md",
    "docs/formulary/README.md",
    "docs/interactions.md",
    "docs/safety.md",
    "docs/traceability.md",
];

/// Folders that hold nothing written by hand.
const SKIPPED: [&str; 4] = ["target", "dist", "node_modules", ".git"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// Every file below a folder whose name ends so.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder can be listed") {
        let path = entry.expect("an entry can be read").path();
        let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        if path.is_dir() {
            if !SKIPPED.contains(&name) {
                files(&path, ending, found);
            }
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

fn sources(ending: &str) -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    files(root(), ending, &mut paths);
    paths.into_iter().map(|it| (it.clone(), read(it))).collect()
}

/// The text without its fenced blocks of code.
fn prose(text: &str) -> String {
    let mut fenced = false;
    let mut kept = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            kept.push(line);
        }
    }
    kept.join("\n")
}

/// What stands between single back-quotes.
fn quoted(text: &str) -> Vec<String> {
    prose(text).split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The targets of `[text](target)`.
fn links(text: &str) -> Vec<String> {
    let prose = prose(text);
    prose.split("](").skip(1).filter_map(|it| it.split_once(')')).map(|(target, _)| target.to_owned()).collect()
}

/// The name under which a heading can be linked to.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars().filter(|it| it.is_alphanumeric() || *it == ' ' || *it == '-').collect::<String>().replace(' ', "-")
}

fn has_anchor(path: &Path, wanted: &str) -> bool {
    prose(&read(path)).lines().filter(|it| it.starts_with('#')).any(|it| anchor(it.trim_start_matches('#')) == wanted)
}

#[test]
fn every_link_inside_the_project_leads_somewhere() {
    let mut dead = Vec::new();
    for document in DOCUMENTS {
        let folder = Path::new(document).parent().unwrap_or(Path::new(""));
        for link in links(&read(document)) {
            if link.contains("://") {
                continue;
            }
            let (file, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let path = if file.is_empty() { root().join(document) } else { root().join(folder).join(file) };
            if !path.exists() || !fragment.is_empty() && !has_anchor(&path, fragment) {
                dead.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

/// Whether a test of this name stands in this file.
fn is_test(source: &str, name: &str) -> bool {
    if source.contains(&format!("test(\"{name}\"")) {
        return true;
    }
    let marks = ["#[test]", "#[wasm_bindgen_test]"];
    let function = format!("fn {name}(");
    let mut marked = false;
    for line in source.lines().map(str::trim) {
        if marks.contains(&line) {
            marked = true;
        } else if line.contains(&function) {
            return marked;
        } else if !line.starts_with("#[") {
            marked = false;
        }
    }
    false
}

#[test]
fn every_hazard_names_tests_and_each_of_them_exists() {
    let mut sources = sources(".rs");
    sources.append(&mut self::sources(".mjs"));
    let safety = read("docs/safety.md");
    let mut faults = Vec::new();
    for row in safety.lines().filter(|it| it.starts_with("| H")) {
        let hazard = row.trim_start_matches("| ").split(' ').next().unwrap_or_default();
        let tests: Vec<String> = quoted(row).into_iter().filter(|it| it.contains(": ")).collect();
        if tests.is_empty() {
            faults.push(format!("{hazard} names no test"));
        }
        for test in tests {
            let (file, name) = test.split_once(": ").expect("filtered above");
            let named = |path: &Path| path.file_name().is_some_and(|it| it == file);
            if !sources.iter().any(|(path, source)| named(path) && is_test(source, name)) {
                faults.push(format!("{hazard}: no test `{test}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(safety.lines().filter(|it| it.starts_with("| H")).count() > 20, "the table is there");
}

/// `LI-2-missing`, `OP-1`: capitals, a hyphen, and no space.
fn is_rule_id(text: &str) -> bool {
    let (first, rest) = text.split_once('-').unwrap_or((text, ""));
    let named = first.starts_with(|it: char| it.is_ascii_uppercase())
        && first.chars().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
    named && !rest.is_empty() && rest.chars().all(|it| it.is_ascii_alphanumeric() || "-.".contains(it))
}

#[test]
fn every_rule_named_by_the_safety_page_exists() {
    let mut sources = sources(".toml");
    sources.append(&mut self::sources(".rs"));
    let book: Vec<String> = (sources.into_iter())
        .filter(|(path, _)| {
            path.starts_with(root().join("formulary/data")) || path.starts_with(root().join("engine/src"))
        })
        .map(|(_, source)| source)
        .collect();
    let absent: Vec<String> = quoted(&read("docs/safety.md"))
        .into_iter()
        .filter(|it| is_rule_id(it))
        .filter(|id| !book.iter().any(|source| source.contains(&format!("\"{id}\""))))
        .collect();
    assert!(absent.is_empty(), "{absent:#?}");
}

#[test]
fn the_embedding_page_names_what_the_element_has() {
    let (page, element) = (read("docs/embedding.md"), read("static/dose-planner.js"));
    let style = ["ground", "frame"].map(|it| read(format!("static/sheet/{it}.css"))).concat();
    let is_token = |it: &String| it.starts_with("--palier-") && !it.ends_with('*');
    let absent: Vec<String> =
        quoted(&page).into_iter().filter(is_token).filter(|it| !style.contains(&format!("var({it},"))).collect();
    assert!(absent.is_empty(), "{absent:#?}");
    let settings = element.lines().find(|it| it.starts_with("const SETTINGS")).expect("the element lists them");
    for name in settings.split('"').skip(1).step_by(2) {
        assert!(page.contains(&format!("\n| `{name}` |")), "attribute {name}");
    }
}

#[test]
fn french_in_the_scripts_and_on_the_page_never_parts_a_mark_from_its_word() {
    for name in ["static/dose-planner.js", "static/refuse.js", "index.html"] {
        let text = read(name);
        // A script says something only between quotes; around them a `:` is code.
        let said: Vec<&str> = match name.ends_with(".js") {
            true => text.lines().flat_map(|line| line.split(['"', '`']).skip(1).step_by(2)).collect(),
            false => text.lines().collect(),
        };
        let parted = |it: &&&str| [" :", " ;", " ?", " !", " »", "« "].iter().any(|mark| it.contains(mark));
        let parted: Vec<_> = said.iter().filter(parted).collect();
        assert!(parted.is_empty(), "{name}: {parted:#?}");
        assert!(said.iter().any(|it| it.contains("\u{a0}:")), "{name}: its sentences were found");
    }
}

#[test]
fn every_command_the_documents_name_exists() {
    let commands = read("xtask/src/main.rs");
    for document in DOCUMENTS {
        for command in read(document).split("cargo xtask ").skip(1) {
            let end = command.find(|it: char| !it.is_ascii_lowercase()).unwrap_or(command.len());
            let name = &command[..end];
            assert!(name.is_empty() || commands.contains(&format!("(\"{name}\",")), "{document}: cargo xtask {name}");
        }
    }
}

#[test]
fn the_request_of_the_embedding_page_is_the_reference_of_the_scenarios() {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let reference = squeezed(&read("tests/scenarios/reference.json"));
    let page = squeezed(&read("docs/embedding.md"));
    // All of it but the brace that ends the patient, before which the page adds "None of these".
    let (patient, rest) = reference.split_once("\"alcohol\":\"none\"").expect("the reference says it");
    assert!(page.contains(patient), "up to the patient's alcohol");
    assert!(page.contains(rest.trim_start_matches('}')), "from the medicines on");
}

/// What README and CHANGELOG say of the book in numbers, as the book has them now.
fn sentences() -> [(&'static str, String); 5] {
    let formulary = palier_formulary::builtin();
    let book = formulary.book();
    let of = |kind: StatementKind| book.statements.iter().filter(|it| it.kind == kind).count();
    let (disagreements, doubtful) = (of(StatementKind::Disagreement), of(StatementKind::Doubtful));
    let entries = book.interactions.rules.iter().filter(|it| it.is_entry()).count();
    let rules = book.interactions.rules.iter().filter(|it| it.is_tabled()).count();
    let thousands = |count: usize| match (count / 1000, count % 1000) {
        (0, below) => below.to_string(),
        (above, below) => format!("{above},{below:03}"),
    };
    [
        ("README.md", format!("{} more treatments", book.cards.len())),
        ("CHANGELOG.md", format!("{disagreements} disagreements between sources and {doubtful} doubtful claims")),
        ("CHANGELOG.md", format!("{} brands", thousands(book.brands.len()))),
        ("CHANGELOG.md", format!("The {rules} rules of a table of pairs")),
        ("CHANGELOG.md", format!("the {entries} entries of the ANSM")),
    ]
}

#[test]
fn what_the_documents_count_of_the_book_is_what_the_book_holds() {
    let flowing = |document: &str| read(document).split_whitespace().collect::<Vec<_>>().join(" ");
    let wrong: Vec<_> = sentences().into_iter().filter(|(document, it)| !flowing(document).contains(it)).collect();
    assert!(wrong.is_empty(), "the book now says: {wrong:#?}");
}

#[test]
fn the_page_of_intended_use_names_every_drug_of_the_book() {
    let safety = read("docs/safety.md");
    let (_, rest) = safety.split_once("## Intended use").expect("it is there");
    let (use_, _) = rest.split_once("\n## ").expect("another part follows");
    let formulary = palier_formulary::builtin();
    for drug in &formulary.book().drugs {
        let name = drug.name.en.to_lowercase();
        let said = use_.split_whitespace().collect::<Vec<_>>().join(" ");
        let words: Vec<&str> = name.split(['(', ',']).next().unwrap_or_default().split_whitespace().collect();
        assert!(said.contains(&words.join(" ")), "{}", drug.id);
    }
    assert!(use_.contains("The twelve of the book") == (formulary.book().drugs.len() == 12), "their number");
}

#[test]
fn the_embedding_page_lists_every_drug_in_the_order_of_the_book() {
    let page = read("docs/embedding.md");
    let (_, rest) = page.split_once("### Drugs").expect("it is there");
    let (table, _) = rest.split_once("\n### ").expect("another part follows");
    let listed: Vec<&str> = table.lines().filter_map(|it| it.strip_prefix("| `")?.split('`').next()).collect();
    let listed: Vec<&str> = listed.into_iter().filter(|it| *it != "drug").collect();
    let formulary = palier_formulary::builtin();
    let drugs: Vec<&str> = formulary.book().drugs.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(listed, drugs);
}

#[test]
fn the_map_names_every_file_of_the_page_and_of_the_workshop() {
    let map = read("docs/architecture.md");
    let mut sources = Vec::new();
    files(&root().join("src"), ".rs", &mut sources);
    for path in sources.iter().filter_map(|it| it.strip_prefix(root()).ok()) {
        let (folder, name) = (path.parent().expect("src").display(), path.file_stem().expect("a name"));
        let name = name.to_str().expect("a plain name");
        let row = map.lines().find(|it| it.starts_with(&format!("| `{folder}/` |"))).unwrap_or_default();
        let said = row.contains(&format!("`{name}`")) || map.contains(&format!("(../{})", path.display()));
        assert!(said || ["lib", "mod", "main"].contains(&name), "{}", path.display());
    }
    for entry in fs::read_dir(root().join("xtask/src")).expect("it can be listed") {
        let name = entry.expect("it can be read").file_name().into_string().expect("a plain name");
        let Some(name) = name.strip_suffix(".rs").filter(|it| !["main", "page", "site"].contains(it)) else { continue };
        assert!(map.contains(&format!("`{name}`")), "xtask/src/{name}.rs");
    }
}

#[test]
fn the_head_of_the_auditor_lists_every_function_it_takes_from_elsewhere_and_no_other() {
    let mut paths = Vec::new();
    files(&root().join("engine/src/audit"), ".rs", &mut paths);
    let is_function = |it: &&str| it.starts_with(|first: char| first.is_ascii_lowercase()) && *it != "self";
    let mut taken: Vec<String> = Vec::new();
    for path in paths.iter().filter(|it| !it.components().any(|part| part.as_os_str() == "tests")) {
        let read = read(path);
        let imports = read.split("use crate::").skip(1).filter_map(|it| Some(it.split_once(';')?.0));
        for import in imports.filter(|it| !it.starts_with("audit::")) {
            let (_, names) = import.rsplit_once("::").unwrap_or_default();
            let names = names.split(['{', '}', ',']).map(str::trim).filter(is_function);
            taken.extend(names.map(str::to_owned));
        }
    }
    let text = read("engine/src/audit/mod.rs");
    let head: String = text.lines().take_while(|it| it.starts_with("//!")).collect();
    let linked = head.split("[`").skip(1).filter_map(|it| it.split_once("`]")).map(|(name, _)| name);
    let mut listed: Vec<String> = linked.filter(is_function).map(str::to_owned).collect();
    for names in [&mut taken, &mut listed] {
        names.sort();
        names.dedup();
    }
    assert_eq!(taken, listed);
}
