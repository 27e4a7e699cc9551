//! Throughput, time of the processor and memory of many calls at once.
//!
//! The clients take turns of some thousand calls, many times, and each turn is held against those beside it: the median of these ratios says what a
//! call takes, whatever else the machine does meanwhile.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::Result;
use crate::clients::{ByHand, Mode, generated, is_right};
use crate::example::Client;
use crate::server::Server;

/// The argument that makes the program call the service itself, with many calls in flight. The mode, the number of calls, that in flight and the base URL follow.
pub const RUN: &str = "--load";

/// Calls of a turn for each that is in flight. More of them make the beginning and the end of a turn weigh less, and fewer make more turns.
const CALLS_OF_TURN: usize = 2;

/// Throughput of generated calls at least, as a multiple of that of calls by hand.
const THROUGHPUT: f64 = 0.95;

/// Time of the processor of generated calls at most, as a multiple of that of calls by hand. Measured are 0.82, and 0.78 of that carefully.
///
/// Calls to the system, wake-ups and timers are the same in both modes, and instructions are 0.60: reqwest writes the URL anew, copies headers and has
/// layers of its own.
const CPU: f64 = 1.0;

/// Kilobytes by which memory may grow in the second half during generated calls, beyond the growth during those by hand: buffers of connections that
/// were idle until then.
const GROWTH: u64 = 16384;

/// The modes that take turns.
const MODES: [Mode; 3] = [Mode::ByHand, Mode::Carefully, Mode::Generated];

/// A client: the generated one, or one by hand.
#[derive(Clone)]
enum Caller {
    ByHand(ByHand),
    Carefully(ByHand),
    Generated(Client),
}

impl Caller {
    fn new(mode: Mode, url: &str) -> Result<Self> {
        match mode {
            Mode::ByHand => Ok(Self::ByHand(ByHand::new(url)?)),
            Mode::Carefully => Ok(Self::Carefully(ByHand::careful(url)?)),
            Mode::Generated => Ok(Self::Generated(generated(url)?)),
            Mode::Blocking => Err("a call that blocks is one at a time".into()),
        }
    }

    async fn call(&self) -> Result<bool> {
        match self {
            Self::ByHand(client) => Ok(client.get_pet(42).await?.is_right()),
            Self::Carefully(client) => Ok(client.get_pet_carefully(42).await?.is_right()),
            Self::Generated(client) => Ok(is_right(&client.get_pet(42).await?)),
        }
    }
}

/// Makes calls in one mode, and prints what they take.
///
/// # Errors
/// A call fails, or the system is not Linux.
pub fn run(mode: Mode, calls: usize, in_flight: usize, url: &str) -> Result<()> {
    let runtime = runtime()?;
    let caller = Caller::new(mode, url)?;
    let spent = Spent::measure(|| runtime.block_on(turn(&caller, calls, in_flight)))?;
    let each = |time: Duration| time.as_secs_f64() * 1e6 / calls as f64;
    println!("{mode:<10} {:.1} us, {:.1} us of CPU each", each(spent.wall), each(spent.cpu));
    Ok(())
}

/// Makes `calls` calls in each mode with `in_flight` of them at a time, prints what they take, and returns `true` where that is good enough.
///
/// # Errors
/// A call fails, or the system is not Linux.
pub fn compare(calls: usize, in_flight: usize) -> Result<bool> {
    let server = Server::start()?;
    let runtime = runtime()?;
    let callers = MODES.map(|mode| Caller::new(mode, &server.url));
    let callers = callers.into_iter().collect::<Result<Vec<_>>>()?;
    // Connections are made before.
    for caller in &callers {
        runtime.block_on(turn(caller, in_flight * 2, in_flight))?;
    }
    let calls_per_turn = in_flight * CALLS_OF_TURN;
    let turns = calls.div_ceil(calls_per_turn).max(1);
    let mut all = MODES.map(|_| Vec::new());
    for number in 0..turns {
        for offset in 0..MODES.len() {
            let mode = (number + offset) % MODES.len();
            all[mode].push(Spent::measure(|| runtime.block_on(turn(&callers[mode], calls_per_turn, in_flight)))?);
        }
    }
    println!("{} calls with {in_flight} in flight in each mode, in {turns} turns, no error", turns * calls_per_turn);
    let [by_hand, carefully, generated] = &all;
    for (mode, spent) in MODES.iter().zip(&all) {
        let each = |time: fn(&Spent) -> Duration| median(spent.iter().map(time)) / calls_per_turn as f64;
        let (wall, cpu) = (each(|spent| spent.wall), each(|spent| spent.cpu));
        println!("{:<10} {:>8.0} calls/s, {:.1} us of CPU each", mode.to_string(), 1.0 / wall, cpu * 1e6);
    }
    let throughput = ratio(by_hand, generated, |spent| spent.wall);
    println!(
        "throughput {throughput:>8.2} of that by hand (at least {THROUGHPUT:.2}), {:.2} of that carefully",
        ratio(carefully, generated, |spent| spent.wall)
    );
    let cpu = ratio(generated, by_hand, |spent| spent.cpu);
    println!(
        "CPU        {cpu:>8.2} of that by hand (at most {CPU:.2}), {:.2} of that carefully",
        ratio(generated, carefully, |spent| spent.cpu)
    );
    let grown = |spent: &[Spent]| spent.iter().skip(turns / 2).map(|spent| spent.grown).sum::<u64>();
    let (by_hand, generated) = (grown(by_hand), grown(generated));
    println!(
        "memory     {generated:>8} kB more in the second half, and {by_hand} kB by hand (at most {GROWTH} kB between)"
    );
    Ok(throughput >= THROUGHPUT && cpu <= CPU && generated <= by_hand + GROWTH)
}

/// The time of one mode as a multiple of that of another in the turn beside it, in the median.
fn ratio(spent: &[Spent], base: &[Spent], time: fn(&Spent) -> Duration) -> f64 {
    middle(spent.iter().zip(base).map(|(spent, base)| time(spent).div_duration_f64(time(base))).collect())
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?)
}

fn median(times: impl Iterator<Item = Duration>) -> f64 {
    middle(times.map(|time| time.as_secs_f64()).collect())
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The time that a turn takes, that of the processor, and memory.
struct Spent {
    wall: Duration,
    cpu: Duration,
    /// Kilobytes by which memory grew.
    grown: u64,
}

impl Spent {
    fn measure(turn: impl FnOnce() -> Result<()>) -> Result<Self> {
        let (memory, before, start) = (resident()?, cpu()?, Instant::now());
        turn()?;
        let wall = start.elapsed();
        Ok(Self { wall, cpu: cpu()? - before, grown: resident()?.saturating_sub(memory) })
    }
}

/// The time of the processor that the threads of this process have taken.
fn cpu() -> Result<Duration> {
    let mut nanos = 0;
    for thread in fs::read_dir("/proc/self/task")? {
        let times = fs::read_to_string(thread?.path().join("schedstat"))?;
        nanos += times.split_whitespace().next().ok_or("the system tells no times")?.parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanos))
}

/// Makes calls.
async fn turn(caller: &Caller, calls: usize, in_flight: usize) -> Result<()> {
    let left = Arc::new(AtomicUsize::new(calls));
    let tasks: Vec<_> = (0..in_flight)
        .map(|_| {
            let (caller, left) = (caller.clone(), left.clone());
            tokio::spawn(async move {
                while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
                    if !caller.call().await? {
                        return Err("another response".into());
                    }
                }
                Result::Ok(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(())
}

/// The memory that this process has now, in kilobytes.
fn resident() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("the system tells no memory")?;
    Ok(resident.trim().trim_end_matches(" kB").parse()?)
}
