package io.p2pcloud.tenant;

/// What a provider says of a machine. It is his word alone: it decides when a boot is tried, never
/// whether a guest gets a key.
enum MachineWord {
    RUNS,
    STARTING,
    ENDED,
    /// He was not reached or gave no usable answer: his computer may be starting again.
    SILENT
}
