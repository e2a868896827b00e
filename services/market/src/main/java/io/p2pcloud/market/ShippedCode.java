package io.p2pcloud.market;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.ProvenReads;
import io.p2pcloud.chain.ProvenWords;
import io.p2pcloud.chain.Proving;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.contracts.Artifact;
import io.p2pcloud.contracts.MarketArtifacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether the code at the market's address and in its libraries is what this program ships: words
/// of another contract's storage would mean something else. An endpoint gives the code, and the
/// proven hashes of it say whether it does so truly. Code never changes, so that once is enough.
final class ShippedCode {
    private final Chain chain;
    private final Address market;
    private final ProvenReads reads;
    private volatile @Nullable Bytes32 known;

    ShippedCode(Chain chain, Address market, ProvenReads reads) {
        this.chain = chain;
        this.market = market;
        this.reads = reads;
    }

    /// Why nothing that was read there is proven; empty when the code is the right one.
    Optional<String> flaw(ProvenWords proven) {
        if (proven.codeHash().equals(known)) {
            return Optional.empty();
        }
        try {
            var flaw = look(proven.codeHash());
            if (flaw.isEmpty()) {
                known = proven.codeHash();
            }
            return flaw;
        } catch (ChainException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> look(Bytes32 codeHash) {
        var code = code(market, codeHash);
        if (code.isEmpty()) {
            return Optional.of(untrue(market));
        }
        var links = MarketArtifacts.market().linksOf(market, code.get());
        return links.isEmpty() ? Optional.of(foreign(market)) : libraries(links.get());
    }

    private Optional<String> libraries(Map<String, Address> links) {
        for (Artifact library : MarketArtifacts.libraries()) {
            var address = links.getOrDefault(library.name(), Address.ZERO);
            switch (reads.read(address, List.of())) {
                case Proving.NotProven<ProvenWords>(var reason) -> {
                    return Optional.of(reason);
                }
                case Proving.Proven<ProvenWords>(var proven, _) -> {
                    var code = code(address, proven.codeHash());
                    if (code.isEmpty()) {
                        return Optional.of(untrue(address));
                    }
                    if (library.linksOf(address, code.get()).isEmpty()) {
                        return Optional.of(foreign(address));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// What the endpoint gives, if it has the proven hash.
    private Optional<Bytes> code(Address account, Bytes32 codeHash) {
        var code = chain.code(account).value();
        return Keccak.hash(code.toArray()).equals(codeHash) ? Optional.of(code) : Optional.empty();
    }

    private String untrue(Address account) {
        return chain.rpc().endpoint()
                + " does not give the code that lies at "
                + account.checksummed()
                + ", so it is not known whether that is the market's.";
    }

    private static String foreign(Address account) {
        return "The code at "
                + account.checksummed()
                + " is not that of the market which this program knows.";
    }
}
