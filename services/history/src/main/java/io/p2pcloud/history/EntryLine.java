package io.p2pcloud.history;

/// An entry with its place in the ledger and what the user calls its lease.
///
/// @param label the user's own; empty when there is none
public record EntryLine(long number, Entry entry, String label) {}
