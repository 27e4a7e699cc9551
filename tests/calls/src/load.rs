//! Throughput and memory of many calls at once.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::Result;
use crate::example::Client;
use crate::server::Server;
use crate::way::{ByHand, generated, is_right};

/// How often both ways take turns, so that what else the machine does meets both.
const TURNS: usize = 10;

/// Throughput of generated calls at least, as a multiple of that of calls by hand. Other work on the machine disturbs it.
const THROUGHPUT: f64 = 0.50;

/// Kilobytes by which memory may grow in the second half during generated calls, beyond the growth during those by hand: buffers of connections that
/// were idle until then.
const GROWTH: u64 = 16384;

/// One of the two clients.
#[derive(Clone)]
enum Caller {
    ByHand(ByHand),
    Generated(Client),
}

impl Caller {
    async fn call(&self) -> Result<bool> {
        match self {
            Self::ByHand(client) => Ok(client.get_pet(42).await?.id == 42),
            Self::Generated(client) => Ok(is_right(&client.get_pet(42).await?)),
        }
    }
}

/// Makes `calls` calls each way with `in_flight` of them at a time, prints what they take, and returns `true` where that is good enough.
///
/// # Errors
/// A call fails, or the system is not Linux.
pub fn compare(calls: usize, in_flight: usize) -> Result<bool> {
    let server = Server::start()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let by_hand = Caller::ByHand(ByHand::new(&server.url)?);
    let generated = Caller::Generated(generated(&server.url)?);
    // Connections are made before.
    for caller in [&by_hand, &generated] {
        runtime.block_on(turn(caller, in_flight * 2, in_flight))?;
    }
    let (mut first, mut second) = (Spent::default(), Spent::default());
    for number in 0..TURNS {
        let mut pair = [(&by_hand, &mut first), (&generated, &mut second)];
        if number % 2 == 1 {
            pair.reverse();
        }
        for (caller, spent) in pair {
            let (start, before) = (cpu()?, resident()?);
            spent.wall += runtime.block_on(turn(caller, calls / TURNS, in_flight))?;
            spent.cpu += cpu()? - start;
            if number >= TURNS / 2 {
                spent.grown += resident()?.saturating_sub(before);
            }
        }
    }
    let rate = |spent: &Spent| calls as f64 / spent.wall.as_secs_f64();
    let ratio = rate(&second) / rate(&first);
    println!("{calls} calls with {in_flight} in flight each way, no error");
    for (name, spent) in [("by hand", &first), ("generated", &second)] {
        let micros = spent.cpu.as_secs_f64() * 1e6 / calls as f64;
        println!("{name:<10} {:>8.0} calls/s, {micros:.0} us of CPU each", rate(spent));
    }
    println!("throughput {ratio:>8.2} of that by hand (at least {THROUGHPUT:.2})");
    let (by_hand, generated) = (first.grown, second.grown);
    println!(
        "memory     {generated:>8} kB more in the second half, and {by_hand} kB by hand (at most {GROWTH} kB between)"
    );
    Ok(ratio >= THROUGHPUT && generated <= by_hand + GROWTH)
}

/// The time that calls take, and that of the processor.
#[derive(Default)]
struct Spent {
    wall: Duration,
    cpu: Duration,
    /// Kilobytes by which memory grew in the second half.
    grown: u64,
}

/// The time of the processor that this process has taken. The system counts hundredths of seconds.
fn cpu() -> Result<Duration> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: Vec<u64> = fields.skip(11).take(2).map(str::parse).collect::<std::result::Result<_, _>>()?;
    Ok(Duration::from_millis(ticks.iter().sum::<u64>() * 10))
}

/// Makes calls, and returns the time that they take together.
async fn turn(caller: &Caller, calls: usize, in_flight: usize) -> Result<Duration> {
    let left = Arc::new(AtomicUsize::new(calls));
    let start = Instant::now();
    let tasks: Vec<_> = (0..in_flight)
        .map(|_| {
            let (caller, left) = (caller.clone(), left.clone());
            tokio::spawn(async move {
                while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
                    if !caller.call().await? {
                        return Err("another answer".into());
                    }
                }
                Result::Ok(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(start.elapsed())
}

/// The memory that this process has now, in kilobytes.
fn resident() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("the system tells no memory")?;
    Ok(resident.trim().trim_end_matches(" kB").parse()?)
}
