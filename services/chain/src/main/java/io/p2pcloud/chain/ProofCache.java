package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ProvenAccount;
import io.p2pcloud.lightclient.execution.AccountState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was proven of the last few blocks. A block's state never changes, so nothing here grows
/// old; what was proven at the head need not be asked again when that block is finalized.
final class ProofCache {
    private static final int BLOCKS = 6;
    private static final int WORDS = 20_000;

    private final Map<Bytes32, Map<Address, Known>> blocks =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Bytes32, Map<Address, Known>> eldest) {
                    return size() > BLOCKS;
                }
            };

    private record Known(BlockRef block, AccountState state, Map<Bytes32, Bytes32> words) {}

    /// The account with these slots, if all are known.
    synchronized Optional<ProvenWords> find(Bytes32 block, Address account, List<Bytes32> slots) {
        var known = blocks.getOrDefault(block, Map.of()).get(account);
        return known == null || !known.words().keySet().containsAll(slots)
                ? Optional.empty()
                : Optional.of(of(account, slots, known));
    }

    synchronized List<Bytes32> missing(Bytes32 block, Address account, List<Bytes32> slots) {
        var known = blocks.getOrDefault(block, Map.of()).get(account);
        return known == null
                ? slots
                : slots.stream().filter(it -> !known.words().containsKey(it)).toList();
    }

    /// Keeps what was proven; empty when `slots` are still not all known.
    synchronized Optional<ProvenWords> put(
            BlockRef block, Address account, List<Bytes32> slots, ProvenAccount proven) {
        var accounts = blocks.computeIfAbsent(block.hash(), _ -> new HashMap<>());
        var known =
                accounts.computeIfAbsent(
                        account, _ -> new Known(block, proven.state(), new HashMap<>()));
        if (known.words().size() > WORDS) {
            known.words().clear();
        }
        known.words().putAll(proven.slots());
        return find(block.hash(), account, slots);
    }

    private static ProvenWords of(Address account, List<Bytes32> slots, Known known) {
        var words = new HashMap<Bytes32, Bytes32>();
        slots.forEach(it -> words.put(it, known.words().get(it)));
        return new ProvenWords(
                account, known.state().balance(), known.state().codeHash(), words, known.block());
    }
}
