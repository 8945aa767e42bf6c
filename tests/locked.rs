//! Files under a password, made here.

/// An archive whose members say that they open with a password only (APPNOTE 4.4.4, bit 0).
pub(crate) fn with_locked_members(mut archive: Vec<u8>) -> Vec<u8> {
    for (head, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..archive.len() - 4).filter(|at| archive[*at..*at + 4] == *head).collect();
        places.into_iter().for_each(|at| archive[at + flags] |= 1);
    }
    archive
}

/// An office file under a password: a compound file (MS-CFB) with the two streams of MS-OFFCRYPTO 1.3.3, 64 bytes each.
pub(crate) fn encrypted_office() -> Vec<u8> {
    const FREE: u32 = 0xffff_ffff;
    const END: u32 = 0xffff_fffe;
    const TABLE: u32 = 0xffff_fffd;
    let words = |words: &[u32]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(24, 0);
    // Version 3, little-endian, sectors of 512 bytes and small ones of 64.
    file.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    file.resize(44, 0);
    // One table, the folder in sector 1, streams below 4,096 bytes are small, their table in sector 2.
    file.extend(words(&[1, 1, 0, 4_096, 2, 1, END, 0, 0]));
    file.extend(words(&[FREE; 108]));
    let mut table = vec![TABLE, END, END, END];
    table.resize(128, FREE);
    file.extend(words(&table));
    for (name, kind, child, right, start, size) in [
        ("Root Entry", 5_u8, 1_u32, FREE, 3_u32, 128_u64),
        ("EncryptionInfo", 2, FREE, 2, 0, 64),
        ("EncryptedPackage", 2, FREE, FREE, 1, 64),
        ("", 0, FREE, FREE, 0, 0),
    ] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = if name.is_empty() { 0 } else { u8::try_from(entry.len()).unwrap() + 2 };
        entry.resize(64, 0);
        entry.extend([length, 0, kind, 1]);
        entry.extend(words(&[FREE, right, child]));
        entry.resize(116, 0);
        entry.extend(words(&[start]));
        entry.extend(size.to_le_bytes());
        file.extend(entry);
    }
    let mut small = vec![END, END];
    small.resize(128, FREE);
    file.extend(words(&small));
    // What a password protects, as noise.
    file.extend((0..512_u32).map(|at| (at * 31 + 7).to_le_bytes()[0]));
    file
}
