//! Which addresses belong to the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address belongs to the public internet: not this machine, not a private or special network, nor one of these hidden in an IPv6 address
/// (IANA special-purpose address registries, RFC 6890).
pub fn public_address(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => public_v4(ip),
        IpAddr::V6(ip) => public_v6(ip),
    }
}

/// Special IPv4 networks: base and length of the prefix.
const SPECIAL_V4: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),       // this network
    ([10, 0, 0, 0], 8),      // private
    ([100, 64, 0, 0], 10),   // carrier-grade NAT
    ([127, 0, 0, 0], 8),     // loopback
    ([169, 254, 0, 0], 16),  // link-local, cloud metadata
    ([172, 16, 0, 0], 12),   // private
    ([192, 0, 0, 0], 24),    // protocol assignments
    ([192, 0, 2, 0], 24),    // documentation
    ([192, 31, 196, 0], 24), // AS112
    ([192, 88, 99, 0], 24),  // 6to4 relays
    ([192, 168, 0, 0], 16),  // private
    ([198, 18, 0, 0], 15),   // benchmarking
    ([198, 51, 100, 0], 24), // documentation
    ([203, 0, 113, 0], 24),  // documentation
    ([224, 0, 0, 0], 3),     // multicast, reserved, broadcast
];

fn public_v4(ip: Ipv4Addr) -> bool {
    let bits = u32::from(ip);
    !SPECIAL_V4.iter().any(|(base, length)| (bits ^ u32::from(Ipv4Addr::from(*base))) >> (32 - length) == 0)
}

fn public_v6(ip: Ipv6Addr) -> bool {
    let words = ip.segments();
    match words {
        // Mapped, IPv4-compatible, unspecified and loopback: all under ::/80.
        [0, 0, 0, 0, 0, 0xffff, high, low] => public_v4(v4(high, low)),
        [0, 0, 0, 0, 0, ..] => false,
        // NAT64: the well-known prefix holds an IPv4 address, the local one leads anywhere.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => public_v4(v4(high, low)),
        [0x64, 0xff9b, 1, ..] => false,
        // 6to4.
        [0x2002, high, low, ..] => public_v4(v4(high, low)),
        // Teredo: the server, and the client with its bits turned.
        [0x2001, 0, high, low, _, _, client_high, client_low] => {
            public_v4(v4(high, low)) && public_v4(v4(!client_high, !client_low))
        }
        // Other protocol assignments (ORCHID, benchmarking), and documentation.
        [0x2001, second, ..] if second < 0x200 || second == 0xdb8 => false,
        [0x3fff, second, ..] if second < 0x1000 => false,
        // ISATAP hides an IPv4 address in the interface.
        [_, _, _, _, 0 | 0x200, 0x5efe, high, low] => global_unicast(ip) && public_v4(v4(high, low)),
        _ => global_unicast(ip),
    }
}

/// The only space handed out to the internet, 2000::/3; it leaves out ULA, link-local, site-local, multicast and discard.
fn global_unicast(ip: Ipv6Addr) -> bool {
    ip.segments()[0] & 0xe000 == 0x2000
}

fn v4(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_public(text: &str) -> bool {
        public_address(text.parse().unwrap())
    }

    #[test]
    fn special_addresses_are_refused_in_every_disguise() {
        for ip in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::8.8.8.8",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
            "2001:0:7f00:1::1",
            "2001:0:808:808::f5ff:fffe",
            "2001:db8::1",
            "2001:10::1",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
            "2a00:1::5efe:10.0.0.1",
            "5f00::1",
        ] {
            assert!(!is_public(ip), "{ip}");
        }
    }

    #[test]
    fn the_internet_is_public() {
        for ip in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.1.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2400:3200::1",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
            "2002:808:808::1",
        ] {
            assert!(is_public(ip), "{ip}");
        }
    }
}
