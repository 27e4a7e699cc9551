//! Holds the server's own report of which scenarios were called against the list of those that are not, `missing.toml`.
//!
//! The one argument is the URL of the server. Ends with 1 where a scenario was not called that is not in the list, or is in it and was called.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::process::ExitCode;

use callsmith_autorest::{azure_report, report};
use callsmith_runtime::Method;

/// The groups of scenarios, and how many of them a server knows before any is called.
const GROUPS: [(&str, usize); 4] = [("vanilla", 631), ("azure", 145), ("optional", 43), ("dpg", 18)];

/// Scenarios that are not called, by group, each with the reason.
type Missing = BTreeMap<String, BTreeMap<String, String>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let url = std::env::args().nth(1).ok_or("the URL of the server is missing")?;
    let missing: Missing = toml::from_str(include_str!("../../missing.toml"))?;
    let client = report::Client::builder(&url).build()?;
    let azure = azure_report::Client::builder(&url).build()?;
    // The document has no operation for the newest of the groups.
    let dpg = client.request(Method::GET, "/report/dpg").send().await?;
    let hits = [
        client.get_report().await?,
        azure.get_report().await?,
        client.get_optional_report().await?,
        serde_json::from_slice(dpg.body())?,
    ];
    let groups = GROUPS.iter().zip(&hits);
    let holds = groups.map(|((group, total), hits)| holds(group, *total, hits, missing.get(*group)));
    // All groups are told of, whatever the first says.
    let all: Vec<bool> = holds.collect();
    Ok(if all.contains(&false) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Tells how many scenarios of a group were called, and whether the others are those that are listed.
fn holds(group: &str, total: usize, hits: &BTreeMap<String, i64>, listed: Option<&BTreeMap<String, String>>) -> bool {
    let silent: BTreeSet<&str> = hits.iter().filter(|(_, hits)| **hits == 0).map(|(name, _)| name.as_str()).collect();
    let listed: BTreeSet<&str> = listed.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    println!("{group}: {} of {total}", total - silent.len());
    silent.difference(&listed).for_each(|name| println!("  {name} was not called"));
    listed.difference(&silent).for_each(|name| println!("  {name} was called, and is in missing.toml"));
    silent == listed
}
