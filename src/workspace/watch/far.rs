//! Places whose files others change without this system's knowing: it would watch, and tell of nothing.

use std::path::Path;

/// What Linux calls file systems that lie on other machines, or are made up by a program that may fetch
/// them from there: NFS, SMB, AFS, Coda, Ceph, GPFS, Lustre, 9P, shares of virtual machines, FUSE.
#[cfg(target_os = "linux")]
const FAR: &[u32] = &[
    0x6969,
    0x517B,
    0xFE53_4D42,
    0xFF53_4D42,
    0x5346_414F,
    0x7375_7245,
    0x00C3_6400,
    0x4750_4653,
    0x0BD0_0BD0,
    0x0102_1997,
    0x786F_4256,
    0x6573_5546,
];

/// True where others may change files without this system's knowing.
#[cfg(target_os = "linux")]
pub(super) fn is_far(folder: &Path) -> bool {
    // Only the lower half has a meaning, whatever the width.
    rustix::fs::statfs(folder).is_ok_and(|found| FAR.contains(&(found.f_type as u32)))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn is_far(_: &Path) -> bool {
    false
}
