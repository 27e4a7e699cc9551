use super::Logs;

#[test]
fn takes_events_and_spans_of_this_thread() {
    let (logs, guard) = Logs::of_thread();
    tracing::warn!(target: "some::target", attempt = 2, key = "s3cret\n", "the key is refused");
    let span = tracing::trace_span!("call", operation = "getPet", status = tracing::field::Empty);
    span.record("status", 404);
    drop(guard);
    tracing::warn!("nobody listens any more");

    let target = module_path!();
    assert_eq!(
        logs.lines(),
        [
            "WARN some::target: message=the key is refused attempt=2 key=s3cret\n".to_owned(),
            format!("TRACE {target} call: operation=getPet"),
            "SPAN: status=404".to_owned(),
        ]
    );
    assert!(logs.contain("s3cret") && !logs.contain("nobody"));
}

#[test]
fn takes_all_threads_and_the_log_crate() {
    let logs = Logs::of_process();
    let thread = std::thread::spawn(|| {
        tracing::info!("from another thread");
        log::debug!(target: "elsewhere", "through {}", "log");
    });
    thread.join().expect("it only logs");

    assert!(logs.contain("message=from another thread"));
    assert!(logs.lines().contains(&"DEBUG elsewhere: message=through log".to_owned()));
    assert_eq!(Logs::of_process().lines().len(), logs.lines().len());
}
