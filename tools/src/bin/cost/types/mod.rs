//! The cost of compiling the types of a client, against the same types with the derive macros of serde and against the
//! bare types.

mod document;
mod model;
mod source;

use callsmith::Generator;

use crate::Result;
use crate::clients::{Client, Workspace};
use model::Model;
use source::Codec;

/// The largest cost against that of the same types with the derive macros of serde.
const OF_DERIVED: f64 = 0.25;

/// Fewer runs tell nothing on a busy machine.
const LEAST_RUNS: usize = 5;

/// Measures the types of so many structs, and says whether the limits hold.
pub(crate) fn measure(workspace: &Workspace, structs: usize, runs: usize, of_bare: f64) -> Result<bool> {
    let model = Model::new(structs);
    // What a client costs without types is no cost of types.
    let clients = [
        workspace.add_source("types-empty", "//! Nothing.\n")?,
        workspace.add("types-none", Generator::from_text("types.json", document::document(&Model::new(0))))?,
        workspace.add("types-generated", Generator::from_text("types.json", document::document(&model)))?,
        workspace.add_source("types-derived", &source::source(&model, Codec::Derived)?)?,
        workspace.add_source("types-bare", &source::source(&model, Codec::None)?)?,
    ];
    let [empty, none, generated, derived, bare] = medians(workspace, &clients, runs.max(LEAST_RUNS))?;
    println!("{} structs, {} enums, {} unions", model.structs.len(), model.enums.len(), model.unions.len());
    println!(
        "CPU seconds of `cargo check` for 1,000 fields, above {empty:.2} s of an empty crate, {none:.2} s of a client without types:"
    );
    let above = |seconds: f64, nothing: f64| (seconds - nothing) / (model.fields() as f64 / 1_000.0);
    let [generated, derived, bare] = [above(generated, none), above(derived, empty), above(bare, empty)];
    if derived <= 0.0 || bare <= 0.0 {
        return Err("types that cost no more than none tell nothing: take more of them".into());
    }
    println!("{generated:>8.2} s  generated");
    let (is_below_derived, is_near_bare) = (generated / derived <= OF_DERIVED, generated / bare <= of_bare);
    let outcome = |holds: bool| if holds { "holds" } else { "FAILS" };
    println!(
        "{derived:>8.2} s  derived: {:.2} of that, at most {OF_DERIVED}: {}",
        generated / derived,
        outcome(is_below_derived)
    );
    println!("{bare:>8.2} s  bare: {:.2} of that, at most {of_bare}: {}", generated / bare, outcome(is_near_bare));
    Ok(is_below_derived && is_near_bare)
}

/// The median of the CPU seconds of each. They take turns, so that a busy time of the machine meets all of them.
fn medians<const COUNT: usize>(workspace: &Workspace, clients: &[Client; COUNT], runs: usize) -> Result<[f64; COUNT]> {
    let mut all: [Vec<f64>; COUNT] = std::array::from_fn(|_| Vec::new());
    // The first check builds the dependencies.
    workspace.check(&clients[0])?;
    for _ in 0..runs {
        for (client, seconds) in clients.iter().zip(&mut all) {
            client.touch()?;
            seconds.push(workspace.check(client)?);
        }
    }
    Ok(all.map(|mut seconds| {
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2]
    }))
}
