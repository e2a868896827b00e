package io.p2pcloud.lightclient.development;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.consensus.ExecutionPayloadHeader;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.LightClientBootstrap;
import io.p2pcloud.lightclient.consensus.LightClientHeader;
import io.p2pcloud.lightclient.consensus.LightClientJson;
import io.p2pcloud.lightclient.consensus.LightClientUpdate;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Vouches for the newest block of the development chain, and answers the light-client routes of
/// the beacon API inside this process. It does something only when asked: the chain's head is read
/// at most once per slot, and what was the head in an earlier slot counts as final.
///
/// There are no transactions and withdrawals in SSZ here, so their roots in payload headers are
/// zero; light clients do not use them.
public final class DevelopmentBeacon implements Transport {
    /// Where the routes are found when the beacon is used as a [Transport].
    public static final URI ADDRESS = URI.create("http://development.invalid");

    private static final String ROUTE = "/eth/v1/beacon/light_client/";
    private static final Pattern RANGE =
            Pattern.compile("start_period=(\\d{1,15})&count=(\\d{1,9})");
    private static final int MAX_UPDATES = 128;
    private static final int KNOWN_PERIODS = 64;
    private static final Fork FORK = Fork.FULU;

    private final DevelopmentCommittee committee;
    private final DevelopmentChain chain;
    private final InstantSource clock;
    private @Nullable LightClientHeader attested;
    private @Nullable LightClientUpdate update;

    public DevelopmentBeacon(
            DevelopmentCommittee committee, DevelopmentChain chain, InstantSource clock) {
        this.committee = committee;
        this.chain = chain;
        this.clock = clock;
    }

    @Override
    public Answer get(URI address, String accept) throws IOException {
        var path = address.getPath();
        if (!path.startsWith(ROUTE)) {
            return notFound();
        }
        var route = path.substring(ROUTE.length());
        if (route.startsWith("bootstrap/")) {
            return bootstrap(route.substring("bootstrap/".length()))
                    .map(each -> ok(versioned(LightClientJson.write(each))))
                    .orElseGet(DevelopmentBeacon::notFound);
        }
        return switch (route) {
            case "updates" -> updates(String.valueOf(address.getQuery()));
            case "finality_update" -> ok(versioned(LightClientJson.write(latest())));
            case "optimistic_update" -> {
                var finality = latest();
                yield ok(
                        versioned(
                                LightClientJson.write(
                                        LightClientUpdate.optimistic(
                                                finality.attestedHeader(),
                                                finality.syncAggregate(),
                                                finality.signatureSlot()))));
            }
            default -> notFound();
        };
    }

    @Override
    public Answer post(URI address, Bytes json) {
        return notFound();
    }

    private Network network() {
        return committee.network();
    }

    private long currentSlot() {
        return network().slotAt(clock.instant());
    }

    /// The newest finality update, made anew when a slot has passed since the last.
    private synchronized LightClientUpdate latest() throws IOException {
        long slot = currentSlot() - 1;
        var before = attested;
        var known = update;
        if (known != null && before != null && before.beacon().slot() >= slot) {
            return known;
        }
        var payload = payload(chain.head());
        var finalized =
                before == null
                        ? committee.header(slot - 1, Bytes32.ZERO, Bytes32.ZERO, payload)
                        : before;
        var finalizedRoot = finalized.beacon().hashTreeRoot();
        var state = committee.state(finalizedRoot);
        var head = committee.header(slot, finalizedRoot, state.root(), payload);
        var made =
                LightClientUpdate.finality(
                        head,
                        finalized,
                        state.branch(FORK.finalizedRootGindex()),
                        committee.sign(head.beacon(), slot + 1),
                        slot + 1);
        attested = head;
        update = made;
        return made;
    }

    private Optional<LightClientBootstrap> bootstrap(String root) {
        long current = network().periodAt(currentSlot());
        for (long period = current; period >= 0 && period > current - KNOWN_PERIODS; period--) {
            var anchor = committee.anchor(period);
            if (anchor.beacon().hashTreeRoot().toHex().equals(root)) {
                return Optional.of(
                        new LightClientBootstrap(
                                anchor,
                                committee.committee(),
                                committee
                                        .state(Bytes32.ZERO)
                                        .branch(FORK.currentSyncCommitteeGindex())));
            }
        }
        return Optional.empty();
    }

    private Answer updates(String query) {
        var range = RANGE.matcher(query);
        if (!range.matches()) {
            return new Answer(400, JSON, "", Bytes.EMPTY);
        }
        long start = Long.parseLong(range.group(1));
        long count = Math.min(MAX_UPDATES, Long.parseLong(range.group(2)));
        long current = currentSlot();
        var updates = new ArrayList<Map<String, Object>>();
        for (long period = start; period < start + count; period++) {
            if (network().preset().firstSlotOfPeriod(period) + 2 > current) {
                break;
            }
            updates.add(versioned(LightClientJson.write(periodUpdate(period))));
        }
        return ok(updates);
    }

    /// The update of a period: its second slot finalizes its first.
    private LightClientUpdate periodUpdate(long period) {
        var anchor = committee.anchor(period);
        var state = committee.state(anchor.beacon().hashTreeRoot());
        long slot = anchor.beacon().slot() + 1;
        var head =
                committee.header(
                        slot,
                        anchor.beacon().hashTreeRoot(),
                        state.root(),
                        ExecutionPayloadHeader.EMPTY);
        return new LightClientUpdate(
                head,
                committee.committee(),
                state.branch(FORK.nextSyncCommitteeGindex()),
                anchor,
                state.branch(FORK.finalizedRootGindex()),
                committee.sign(head.beacon(), slot + 1),
                slot + 1);
    }

    private static ExecutionPayloadHeader payload(ExecutionHeader header) {
        return new ExecutionPayloadHeader(
                header.parentHash(),
                header.beneficiary(),
                header.stateRoot(),
                header.receiptsRoot(),
                header.logsBloom(),
                header.mixHash(),
                header.number(),
                header.gasLimit(),
                header.gasUsed(),
                header.time().getEpochSecond(),
                header.extraData(),
                header.baseFeePerGas(),
                header.hash(),
                Bytes32.ZERO,
                Bytes32.ZERO,
                0,
                0);
    }

    private static Map<String, Object> versioned(Map<String, Object> data) {
        var json = new LinkedHashMap<String, Object>();
        json.put("version", FORK.apiName());
        json.put("data", data);
        return json;
    }

    private static Answer ok(Object json) {
        var body = Bytes.of(Json.write(json).getBytes(StandardCharsets.UTF_8));
        return new Answer(200, JSON, FORK.apiName(), body);
    }

    private static Answer notFound() {
        return new Answer(404, JSON, "", Bytes.EMPTY);
    }
}
