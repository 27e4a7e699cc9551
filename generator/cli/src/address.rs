//! Addresses of the own machine and network.
//!
//! A server that a document is fetched from may redirect to any URL. A redirect could otherwise make a machine that
//! builds clients ask services that only this machine reaches. They may be on the machine itself, in its network, or
//! the service of the cloud that hands out credentials.
//!
//! Behind a proxy of HTTP the same holds for all that can be known here. That is addresses in a URL, names that this
//! machine finds in its own network, and names that are never those of the public Internet. Any other name is for the
//! proxy, which looks it up and connects. This machine may find something else or nothing, and whoever runs a proxy
//! decides where it leads.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::Url;

/// The addresses of a URL that somebody else named. It is an error if one of them is internal, unless it and the URL that
/// the user named are both on this machine. Empty where its host is an address, or is not found here: a proxy may know it.
pub(crate) async fn of_others(url: &Url, first: &Url) -> Result<Vec<SocketAddr>, String> {
    let addresses = looked_up(url).await;
    if let Some(host) = url.domain().filter(|host| addresses.is_empty() && is_internal_name(host)) {
        return Err(format!("its host `{host}` is a name of an own network, and `--allow-url` does not cover it"));
    }
    if let Some(internal) = addresses.iter().find(|address| is_internal(address.ip())) {
        let local = looked_up(first).await;
        let is_local = |addresses: &[SocketAddr]| {
            !addresses.is_empty() && addresses.iter().all(|address| plain(address.ip()).is_loopback())
        };
        if !(is_local(&local) && is_local(&addresses)) {
            let ip = internal.ip();
            return Err(format!(
                "its address {ip} is one of this machine or network, and `--allow-url` does not cover it"
            ));
        }
    }
    Ok(if url.domain().is_some() { addresses } else { Vec::new() })
}

async fn looked_up(url: &Url) -> Vec<SocketAddr> {
    let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else { return Vec::new() };
    let host = host.to_string();
    // An IPv6 address stands in brackets.
    let host = host.trim_start_matches('[').trim_end_matches(']');
    match host.parse::<IpAddr>() {
        Ok(ip) => vec![SocketAddr::new(ip, port)],
        Err(_) => tokio::net::lookup_host((host, port)).await.map(Iterator::collect).unwrap_or_default(),
    }
}

/// An address of version 4 where one of version 6 stands for it.
fn plain(ip: IpAddr) -> IpAddr {
    let IpAddr::V6(six) = ip else { return ip };
    let address = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        IpAddr::V4(Ipv4Addr::new(a, b, c, d))
    };
    match six.segments() {
        // Mapped, compatible, and the prefixes of translation and of 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => address(high, low),
        [0, 0, 0, 0, 0, 0, high, low] if high != 0 => address(high, low),
        [0x2002, high, low, ..] => address(high, low),
        _ => ip,
    }
}

/// Returns `true` for addresses that are not those of the public Internet (the registries of special-purpose addresses of
/// IANA).
fn is_internal(ip: IpAddr) -> bool {
    match plain(ip) {
        IpAddr::V4(ip) => is_internal_v4(ip),
        IpAddr::V6(ip) => is_internal_v6(ip),
    }
}

/// Returns `true` for names that are not those of the public Internet. These are names of one label, and those reserved
/// for the own machine and network (RFC 6761, RFC 6762, RFC 8375, and `internal`, which ICANN delegates to nobody).
fn is_internal_name(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let ends = |domain: &&str| host.strip_suffix(*domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    !host.contains('.') || ["localhost", "local", "internal", "home.arpa"].iter().any(ends)
}

fn is_internal_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_for_tests = a == 198 && matches!(b, 18 | 19);
    a == 0
        || a >= 224
        || (a, b, c) == (192, 0, 0)
        || is_shared
        || is_for_tests
        || ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
}

fn is_internal_v6(ip: Ipv6Addr) -> bool {
    let first = ip.segments()[0];
    let is_site_local = first & 0xffc0 == 0xfec0;
    ip.is_loopback()
        || ip.is_unspecified()
        || ip.is_multicast()
        || ip.is_unique_local()
        || ip.is_unicast_link_local()
        || is_site_local
}

#[cfg(test)]
mod tests {
    use super::{is_internal, is_internal_name};

    #[test]
    fn addresses_of_the_own_network() {
        for ip in [
            "127.0.0.1",
            "127.1.2.3",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.100.100.200",
            "192.0.0.192",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::",
            "fe80::1",
            "fd00:ec2::254",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(is_internal(ip.parse().expect("an address")), "{ip}");
        }
        for ip in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"] {
            assert!(!is_internal(ip.parse().expect("an address")), "{ip}");
        }
    }

    #[test]
    fn names_of_the_own_network() {
        for name in ["metadata", "a.localhost", "printer.local", "Metadata.Google.Internal.", "nas.home.arpa"] {
            assert!(is_internal_name(name), "{name}");
        }
        for name in ["example.com", "internal.example.com", "notlocal.example", "arpa.example", "a.b"] {
            assert!(!is_internal_name(name), "{name}");
        }
    }
}
