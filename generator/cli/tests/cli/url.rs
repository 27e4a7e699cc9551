//! Documents by URL.

use crate::support::{Folder, Outcome, Server, fixture, refused_url, response};

fn document() -> String {
    response("200 OK", &["Content-Type: application/json"], &fixture("scoring/swagger.json"))
}

fn generate(url: &str, arguments: &[&str]) -> (Folder, Outcome) {
    let folder = Folder::new();
    let outcome = folder.run(&[&["generate", url, "-o", "client"], arguments].concat());
    (folder, outcome)
}

/// The error for a document that cannot be fetched, with `http://HOST` for the server.
fn failure(base: &str, target: &str) -> String {
    let (folder, outcome) = generate(&format!("{base}{target}"), &["--header", "X-Key: secret-header"]);
    assert!(!folder.path("client").exists());
    let stderr = outcome.exits(1).stderr;
    assert!(!stderr.contains("secret"), "{stderr}");
    stderr.replace(base, "http://HOST")
}

#[test]
fn a_document_is_fetched() {
    let server = Server::serve(|_| document());
    let (folder, outcome) = generate(&format!("{}/swagger.json?version=2", server.url()), &[]);
    outcome.exits(0);
    folder.write("swagger.json", &fixture("scoring/swagger.json"));
    folder.run(&["check", "swagger.json", "-o", "client"]).exits(0);
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    assert!(requests[0].starts_with("get /swagger.json?version=2 http/1.1\n"), "{}", requests[0]);
    let agent = concat!("user-agent: callsmith/", env!("CARGO_PKG_VERSION"), "\n");
    assert!(requests[0].contains(agent) && requests[0].contains("accept: application/json"), "{}", requests[0]);
}

#[test]
fn headers_go_to_their_origin_alone() {
    let other = Server::serve(|target| match target {
        "/step" => response("302 Found", &["Location: /end"], ""),
        _ => document(),
    });
    let target = format!("Location: {}/step", other.url().replace("http://", "http://eve:word@"));
    let server = Server::serve(move |path| match path {
        "/start" => response("301 Moved Permanently", &["Location: /next?a=b"], ""),
        _ => response("307 Temporary Redirect", &[&target], ""),
    });
    let url = format!("{}/start", server.url().replace("http://", "http://user:word@"));
    let (_, outcome) = generate(&url, &["--header", "X-Key: secret-1", "--header", "X-Other:secret-2"]);
    outcome.exits(0);
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert!(request.contains("x-key: secret-1\n") && request.contains("x-other: secret-2\n"), "{request}");
        assert!(request.contains("authorization: basic "), "{request}");
    }
    let requests = other.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert!(!request.contains("secret") && !request.contains("authorization"), "{request}");
    }
}

#[test]
fn a_given_header_replaces_the_usual_one() {
    let server = Server::serve(|_| document());
    generate(server.url(), &["--header", "accept: text/plain"]).1.exits(0);
    assert!(server.requests()[0].contains("accept: text/plain\n"), "{:?}", server.requests());
}

#[test]
fn an_answer_that_is_no_document_is_told() {
    let server = Server::serve(|target| match target {
        "/missing?key=secret" => response("404 Not Found", &[], "secret"),
        "/private" => response("401 Unauthorized", &[], ""),
        "/loop" => response("302 Found", &["Location: /loop"], ""),
        "/nowhere" => response("302 Found", &[], ""),
        "/moved" => response("302 Found", &["Location: /gone?key=secret"], ""),
        "/gone?key=secret" => response("410 Gone", &[], ""),
        "/file" => response("302 Found", &["Location: file:///etc/hosts"], ""),
        "/packed" => response("200 OK", &["Content-Encoding: gzip"], "x"),
        "/broken" => "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".to_owned(),
        "/huge" => "HTTP/1.1 200 OK\r\nContent-Length: 67108865\r\n\r\n{".to_owned(),
        _ => response("200 OK", &[], "<html>\nnot a document\n</html>"),
    });
    let targets = [
        "/missing?key=secret",
        "/private",
        "/loop",
        "/nowhere",
        "/moved",
        "/file",
        "/packed",
        "/broken",
        "/huge",
        "/html?key=secret#part",
    ];
    let all: Vec<String> = targets.iter().map(|target| failure(server.url(), target)).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_document_without_end_is_cut_off() {
    let server = Server::serve(|_| format!("HTTP/1.1 200 OK\r\n\r\n{}", " ".repeat(65 << 20)));
    let stderr = failure(server.url(), "/");
    assert!(stderr.contains("it is larger than 64 MiB"), "{stderr}");
}

#[test]
fn a_server_that_is_not_there_is_told() {
    let stderr = failure(&refused_url(), "/swagger.json?key=secret");
    assert!(
        stderr.starts_with("error[unreadable]: cannot read `http://HOST/swagger.json`: no connection: "),
        "{stderr}"
    );
    assert!(!stderr.contains("-->"), "{stderr}");
}

#[test]
fn wrong_urls_and_headers_are_usage() {
    let server = Server::serve(|_| document());
    for (url, header) in [("http://us er:secret@", "A: b"), (server.url(), "secret"), (server.url(), "a b: secret")] {
        let (folder, outcome) = generate(url, &["--header", header]);
        let outcome = outcome.exits(2);
        assert!(!outcome.stderr.contains("secret"), "{}", outcome.stderr);
        assert!(!folder.path("client").exists());
    }
    assert!(server.requests().is_empty());
}

#[test]
fn redirects_into_the_own_network_are_refused() {
    let server = Server::serve(|path| {
        let target = match path {
            "/metadata" => "http://169.254.169.254/latest",
            "/private" => "http://10.0.0.1/",
            "/mapped" => "http://[::ffff:169.254.169.254]/",
            _ => "http://0.0.0.0:1/",
        };
        response("302 Found", &[&format!("Location: {target}")], "")
    });
    for path in ["/metadata", "/private", "/mapped", "/unspecified"] {
        let stderr = failure(server.url(), path);
        assert!(stderr.contains("is one of this machine or network"), "{path}: {stderr}");
    }
    // What the user names is asked.
    let stderr = failure(server.url(), "/private");
    assert!(stderr.contains("`--allow-url` does not cover it"), "{stderr}");
}

#[test]
fn behind_a_proxy_names_are_for_the_proxy() {
    let document = r#"{ "openapi": "3.0.3", "info": { "title": "far", "version": "1" }, "paths": {} }"#;
    let proxy = Server::serve(move |target| {
        let to = |location: &str| response("302 Found", &[&format!("Location: {location}")], "");
        match target {
            "http://docs.invalid/far" => to("http://elsewhere.invalid/openapi.json"),
            "http://docs.invalid/address" => to("http://169.254.169.254/latest"),
            "http://docs.invalid/name" => to("http://metadata.google.internal/latest"),
            "http://docs.invalid/local" => to("http://localhost:1/"),
            "http://elsewhere.invalid/openapi.json" => response("200 OK", &[], document),
            other => panic!("the proxy is asked for `{other}`"),
        }
    });
    let folder = Folder::new();
    let inspect = |path: &str| folder.run_behind(proxy.url(), &["inspect", &format!("http://docs.invalid{path}")]);
    let listed = inspect("/far").exits(0).stdout;
    assert!(listed.starts_with("far "), "{listed}");
    // What is known to be internal is not asked for.
    for (path, why) in [
        ("/address", "its address 169.254.169.254 is one of this machine or network"),
        ("/name", "`metadata.google.internal` is a name of an own network"),
        ("/local", "is one of this machine or network"),
    ] {
        let stderr = inspect(path).exits(1).stderr;
        assert!(stderr.contains(why), "{path}: {stderr}");
    }
    let requests: Vec<String> =
        proxy.requests().iter().filter_map(|head| head.lines().next().map(str::to_owned)).collect();
    let requests: Vec<&str> = requests.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    let paths = ["docs.invalid/far", "elsewhere.invalid/openapi.json", "docs.invalid/address", "docs.invalid/name"];
    let expected = paths.into_iter().chain(["docs.invalid/local"]).map(|path| format!("http://{path}"));
    assert_eq!(requests, expected.collect::<Vec<_>>());
}
