//! Instructions of a call.

use std::env;
use std::process::Command;

use crate::Result;
use crate::clients::{ByHand, MODES, Mode, generated, is_right};
use crate::server::Server;

/// The argument that makes the program call the service itself. The mode, the rounds and the base URL follow.
pub const RUN: &str = "--run";

/// Calls after which instructions are counted: between the two, starting and preparing are no part.
const ROUNDS: [usize; 2] = [200, 1200];

/// Instructions of a generated call at most, as a multiple of those of one by hand.
const GENERATED: f64 = 0.65;

/// Instructions of a call that blocks at most, as a multiple of those of one that does not. Measured are 1.07 to 1.15: a thread that waits may be
/// woken more than once.
const BLOCKING: f64 = 1.3;

/// Keeps glibc from copying with `rep movsb`, of which valgrind counts an instruction for each byte.
const TUNABLES: &str = "glibc.cpu.x86_rep_movsb_threshold=1000000000:glibc.cpu.x86_rep_stosb_threshold=1000000000";

/// Calls the service one time after the other.
///
/// # Errors
/// A call fails.
pub fn run(mode: Mode, rounds: usize, url: &str) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let are_right = match mode {
        Mode::ByHand => runtime.block_on(async {
            let client = ByHand::new(url)?;
            for _ in 0..rounds {
                if !client.get_pet(42).await?.is_right() {
                    return Ok(false);
                }
            }
            Result::Ok(true)
        })?,
        Mode::Carefully => runtime.block_on(async {
            let client = ByHand::careful(url)?;
            for _ in 0..rounds {
                if !client.get_pet_carefully(42).await?.is_right() {
                    return Ok(false);
                }
            }
            Result::Ok(true)
        })?,
        Mode::Generated => runtime.block_on(async {
            let client = generated(url)?;
            for _ in 0..rounds {
                if !is_right(&client.get_pet(42).await?) {
                    return Ok(false);
                }
            }
            Result::Ok(true)
        })?,
        Mode::Blocking => {
            let client = generated(url)?;
            for _ in 0..rounds {
                if !is_right(&client.get_pet(42).send_blocking()?) {
                    return Err("another response".into());
                }
            }
            true
        }
    };
    if are_right { Ok(()) } else { Err("another response".into()) }
}

/// Counts the instructions of each mode, prints them, and returns `true` where they are few enough.
///
/// # Errors
/// There is no valgrind, or a call fails.
pub fn compare() -> Result<bool> {
    let server = Server::start()?;
    let mut counts = Vec::new();
    for mode in MODES {
        let [first, last] = ROUNDS.map(|rounds| counted(mode, rounds, &server.url));
        counts.push((last? - first?) as f64 / (ROUNDS[1] - ROUNDS[0]) as f64);
    }
    let [by_hand, carefully, generated, blocking] = counts[..] else { return Err("four modes are counted".into()) };
    println!("by hand    {by_hand:>8.0} instructions");
    println!("carefully  {carefully:>8.0}, {:.2} of that by hand", carefully / by_hand);
    let ratio = generated / by_hand;
    println!(
        "generated  {generated:>8.0}, {ratio:.2} of that by hand (at most {GENERATED:.2}), {:.2} of that carefully",
        generated / carefully
    );
    let blocked = blocking / generated;
    println!("blocking   {blocking:>8.0}, {blocked:.2} of that generated (at most {BLOCKING:.2})");
    Ok(ratio <= GENERATED && blocked <= BLOCKING)
}

fn counted(mode: Mode, rounds: usize, url: &str) -> Result<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind.env("GLIBC_TUNABLES", TUNABLES);
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    valgrind.arg(env::current_exe()?).args([RUN, &mode.to_string(), &rounds.to_string(), url]);
    let output = valgrind.output().map_err(|error| format!("valgrind: {error}"))?;
    let report = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(report.into());
    }
    instructions(&report).ok_or_else(|| "valgrind prints no instructions".into())
}

/// The instructions in the report of valgrind: `==7== I   refs:      4,000,314,346`.
fn instructions(report: &str) -> Option<u64> {
    let line = report.lines().rev().find(|line| line.contains("refs:"))?;
    line.split_once("refs:")?.1.trim().replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::instructions;

    #[test]
    fn instructions_are_read_from_a_report() {
        let report = "==7== Command: calls refs\n==7== \n==7== I   refs:      4,000,314,346\n";
        assert_eq!(instructions(report), Some(4_000_314_346));
        assert_eq!(instructions("==7== Command: calls\n"), None);
    }
}
