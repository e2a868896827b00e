package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Entries in memory.
final class MemoryJournal implements NonceJournal {
    private final List<Entry> entries = new ArrayList<>();

    @Override
    public synchronized List<Entry> unsettled(Address account) {
        return entries.stream()
                .filter(it -> it.account().equals(account))
                .sorted(Comparator.comparingLong(Entry::nonce))
                .toList();
    }

    @Override
    public synchronized void record(Entry entry) {
        entries.add(entry);
    }

    @Override
    public synchronized void settled(Address account, long nonce) {
        entries.removeIf(it -> it.account().equals(account) && it.nonce() == nonce);
    }
}
