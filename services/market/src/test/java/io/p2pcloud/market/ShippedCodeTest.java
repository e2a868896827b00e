package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.JsonRpc;
import io.p2pcloud.chain.ProvenWords;
import io.p2pcloud.chain.Proving;
import io.p2pcloud.chain.RpcAnswer;
import io.p2pcloud.chain.RpcCall;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.contracts.MarketArtifacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.StringNode;

/// Storage is proven only of the contract that this program ships, on a real chain.
final class ShippedCodeTest {
    @TempDir static Path folder;
    private static TestMarket world;
    private static ProvenWorld proven;

    @BeforeAll
    static void start() {
        world = new TestMarket(folder);
        proven = new ProvenWorld(world);
    }

    @AfterAll
    static void stop() {
        if (proven != null) {
            proven.close();
        }
        if (world != null) {
            world.close();
        }
    }

    private static Address market() {
        return world.running.market();
    }

    private static Bytes code(Address account) {
        return world.chain.code(account).value();
    }

    private static Map<String, Address> libraries() {
        return MarketArtifacts.market().linksOf(market(), code(market())).orElseThrow();
    }

    private static Optional<String> flaw(Chain chain) {
        proven.catchUp(world);
        var read = proven.reads.read(market(), List.of());
        assertThat(read).isInstanceOf(Proving.Proven.class);
        return new ShippedCode(chain, market(), proven.reads)
                .flaw(((Proving.Proven<ProvenWords>) read).value());
    }

    /// The flaw while other code lies at the account.
    private static String flawWith(Address account, Bytes altered) {
        var honest = code(account);
        put(account, altered);
        try {
            return flaw(world.chain).orElse("none");
        } finally {
            put(account, honest);
        }
    }

    /// The block after it has it in its state.
    private static void put(Address account, Bytes code) {
        world.chain.rpc().result("anvil_setCode", account.toHex(), code.toHex());
        world.mine(1);
    }

    private static Bytes altered(Bytes code, int at) {
        var bytes = code.toArray();
        bytes[at] ^= 1;
        return Bytes.of(bytes);
    }

    @Test
    void isAtTheMarketsAddressAndInItsLibraries() {
        assertThat(flaw(world.chain)).isEmpty();
        assertThat(libraries()).hasSize(MarketArtifacts.libraries().size());
        assertThat(proven.market.provider(world.person().address()).trust().isProven()).isTrue();
    }

    @Test
    void everyByteOfItCounts() {
        var artifact = MarketArtifacts.market();
        var code = code(market());
        int start = artifact.bytecode().size() - code.size();
        var links = artifact.linkReferences().values().stream().flatMap(List::stream).toList();
        for (int at = 0; at < code.size(); at++) {
            int place = start + at;
            boolean linked = links.stream().anyMatch(it -> it <= place && place < it + 20);
            if (at % 97 == 0 || linked) {
                // Each library is linked in several places, which then contradict each other.
                assertThat(artifact.linksOf(market(), altered(code, at)))
                        .as("byte %d", at)
                        .isEmpty();
            }
        }
        assertThat(artifact.linksOf(market(), Bytes.EMPTY)).isEmpty();
        assertThat(artifact.linksOf(market(), code.slice(0, code.size() - 1))).isEmpty();
        assertThat(artifact.linksOf(market(), artifact.bytecode())).isEmpty();
    }

    @Test
    void aLibraryNotesItsOwnAddressAndNoOther() {
        var library = MarketArtifacts.libraries().getFirst();
        var address = libraries().getOrDefault(library.name(), Address.ZERO);
        assertThat(library.linksOf(address, code(address))).contains(Map.of());
        assertThat(library.linksOf(market(), code(address))).isEmpty();
        for (int at = 0; at < code(address).size(); at += 61) {
            assertThat(library.linksOf(address, altered(code(address), at))).isEmpty();
        }
    }

    @Test
    void aMarketOfOtherCodeProvesNothing() {
        var code = code(market());
        assertThat(flawWith(market(), altered(code, code.size() - 1)))
                .contains("is not that of the market which this program knows");
        assertThat(flaw(world.chain)).isEmpty();
    }

    @Test
    void aLibraryOfOtherCodeProvesNothing() {
        for (var address : libraries().values()) {
            assertThat(flawWith(address, altered(code(address), code(address).size() / 2)))
                    .contains(address.checksummed());
        }
        assertThat(flaw(world.chain)).isEmpty();
    }

    /// Gives the shipped code, whatever lies there.
    private record CodeLiar(JsonRpc node, Bytes code) implements JsonRpc {
        @Override
        public String endpoint() {
            return node.endpoint();
        }

        @Override
        public List<RpcAnswer> batch(List<RpcCall> calls) {
            var answers = new ArrayList<>(node.batch(calls));
            for (int i = 0; i < calls.size(); i++) {
                if (calls.get(i).method().equals("eth_getCode")) {
                    answers.set(i, new RpcAnswer.Result(StringNode.valueOf(code.toHex())));
                }
            }
            return answers;
        }
    }

    @Test
    void anEndpointThatGivesOtherCodeThanLiesThereProvesNothing() {
        var honest = code(market());
        var liar = Chain.connect(new CodeLiar(world.chain.rpc(), honest), world.running.chain());
        put(market(), altered(honest, honest.size() - 1));
        try {
            assertThat(flaw(liar))
                    .hasValueSatisfying(it -> assertThat(it).contains("does not give the code"));
        } finally {
            put(market(), honest);
        }
    }
}
