package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import java.util.List;

/// Where signed transactions stand until they are settled, so that a restart neither forgets one
/// that may still be mined nor uses its nonce twice. An entry is durable when [#record] returns;
/// only then is its transaction sent.
public interface NonceJournal {
    /// The account's unsettled transactions by rising nonce; of one nonce, as sent.
    List<Entry> unsettled(Address account);

    void record(Entry entry);

    /// Forgets all entries of this nonce.
    void settled(Address account, long nonce);

    /// One signed transaction.
    record Entry(Address account, long nonce, TxHash hash, Bytes raw) {}

    /// Forgets everything when the process ends: for tests, and for accounts used once.
    static NonceJournal inMemory() {
        return new MemoryJournal();
    }
}
