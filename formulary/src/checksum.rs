/// A fingerprint of bytes (FNV-1a, 64 bits): tells a torn or foreign file from the right one, and
/// names it. It guards against accidents, not against people.
pub const fn checksum(bytes: &[u8]) -> u64 {
    let mut sum: u64 = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        sum = (sum ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    sum
}
