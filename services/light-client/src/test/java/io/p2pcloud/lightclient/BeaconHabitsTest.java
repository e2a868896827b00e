package io.p2pcloud.lightclient;

import static io.p2pcloud.lightclient.Outcomes.following;
import static io.p2pcloud.lightclient.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What beacon nodes of other people do, over real HTTP.
class BeaconHabitsTest {
    private static final int UPDATES = 7;

    private final TestWorld world =
            new TestWorld(
                    40,
                    TestChain.network(Map.of(Fork.DENEB, 0L, Fork.ELECTRA, 20L, Fork.FULU, 40L)));
    private final HttpTransport http = new HttpTransport(Duration.ofSeconds(5));

    @BeforeEach
    void goOnForMoreThanSevenPeriods() {
        world.goTo(7 * 64 + 40);
        world.chain.root(8);
    }

    @AfterEach
    void close() {
        http.close();
    }

    private LightClient client(String... urls) {
        return new LightClient(
                LightClientSettings.of(
                        world.chain.network(),
                        world.checkpoint(8),
                        List.of(urls).stream().map(url -> Endpoint.http(url, http)).toList(),
                        List.of(),
                        null),
                world);
    }

    private void follows(LightClient client) {
        var sync = following(client.sync());
        assertThat(sync.optimistic().hash()).isEqualTo(world.node.block(487).hash());
        assertThat(client.state().get().refusals()).isEmpty();
    }

    private String unreachable(LightClient client) {
        var sync = client.sync();
        assertThat(sync).isInstanceOf(Sync.Unreachable.class);
        return ((Sync.Unreachable) sync).sentence();
    }

    @ParameterizedTest
    @EnumSource(HttpHost.Body.class)
    void answersWholeChunkedOrCompressed(HttpHost.Body body) throws IOException {
        for (boolean ssz : new boolean[] {true, false}) {
            try (var host = new HttpHost("127.0.0.1", world.beacon(ssz), body)) {
                follows(client(host.url()));
            }
        }
    }

    @Test
    void isNamedWithASlashAtTheEndAPathOrAnAccessKey() throws IOException {
        try (var host = new HttpHost(world.beacon(true))) {
            follows(client(host.url() + "/"));
            follows(client(host.url() + "//"));
            assertThat(host.requests()).allMatch(path -> path.startsWith("/eth/v1/beacon/"));
        }
        var keyed =
                new Altered(
                        world.beacon(true),
                        (request, answer) ->
                                request.contains("key=secret") ? answer : Altered.status(401));
        try (var host = new HttpHost(keyed)) {
            var client = client(host.url() + "/?key=secret");
            follows(client);
            assertThat(client.state().get().toString()).doesNotContain("secret");
            assertThat(host.requests()).anyMatch(path -> path.endsWith("count=8&key=secret"));
        }
    }

    @Test
    void listensOnIpv6() throws IOException {
        HttpHost host;
        try {
            host = new HttpHost("::1", world.beacon(true), HttpHost.Body.PLAIN);
        } catch (IOException e) {
            Assumptions.abort("this machine has no IPv6 loopback");
            return;
        }
        try (host) {
            var client = client("http://[::1]:" + host.port() + "/");
            follows(client);
            assertThat(client.state().get().endpoints().getFirst().name())
                    .isEqualTo("[::1]:" + host.port());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {406, 415})
    void refusesSsz(int status) throws IOException {
        var beacon =
                new Altered(
                        world.beacon(false),
                        (request, answer) ->
                                request.contains(Transport.SSZ) ? Altered.status(status) : answer);
        try (var host = new HttpHost(beacon)) {
            follows(client(host.url()));
            // Asked in vain once, not each time.
            assertThat(host.requests()).hasSizeLessThanOrEqualTo(6);
        }
    }

    @Test
    void namesTheForkInTheHeaderTheItemTheListOrNowhere() throws IOException {
        for (var change :
                List.<Altered.JsonChange>of(
                        (request, json) -> listInData(json, true),
                        (request, json) -> listInData(json, false),
                        (request, json) -> withoutVersion(json))) {
            try (var host = new HttpHost(Altered.json(world.beacon(false), change))) {
                follows(client(host.url()));
            }
        }
    }

    private static Object listInData(JsonNode json, boolean items) {
        return !json.isArray()
                ? json
                : items
                        ? Map.of("data", json)
                        : Map.of("data", json.valueStream().map(each -> each.get("data")).toList());
    }

    private static Object withoutVersion(JsonNode json) {
        if (json.isArray()) {
            json.forEach(each -> ((ObjectNode) each).remove("version"));
            return json;
        }
        return ((ObjectNode) json).without("version");
    }

    @Test
    void doesNotHaveTheCheckpoint() throws IOException {
        try (var host = new HttpHost(world.beacon(true))) {
            var client =
                    new LightClient(
                            LightClientSettings.of(
                                    world.chain.network(),
                                    new Checkpoint(
                                            world.chain.network().genesisValidatorsRoot(),
                                            Checkpoint.Source.PASTED),
                                    List.of(Endpoint.http(host.url(), http)),
                                    List.of(),
                                    null),
                            world);
            assertThat(unreachable(client)).contains("first block of an epoch");
        }
    }

    @Test
    void givesPartOfAPageOrFailsWhenAnUpdateIsMissing() throws IOException {
        for (int limit : new int[] {1, 3}) {
            var beacon = new TestBeacon(world.chain, world, true, limit);
            try (var host = new HttpHost(beacon)) {
                follows(client(host.url()));
                assertThat(host.requests().stream().filter(path -> path.contains("/updates")))
                        .hasSizeGreaterThanOrEqualTo(UPDATES / limit);
            }
        }
        var failing =
                new Altered(
                        world.beacon(true),
                        (request, answer) ->
                                request.contains("/updates") && !request.contains("count=1 ")
                                        ? Altered.status(500)
                                        : answer);
        try (var host = new HttpHost(failing)) {
            follows(client(host.url()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void isBusy(int status) throws IOException {
        var beacon = new Altered(world.beacon(true), (request, answer) -> Altered.status(status));
        try (var busy = new HttpHost(beacon);
                var good = new HttpHost(world.beacon(true))) {
            var client = client(busy.url());
            assertThat(unreachable(client)).contains("busy, status " + status);
            var record = client.state().get().endpoints().getFirst();
            assertThat(record.penalisedUntil()).isAfter(world.instant());
            assertThat(record.refused()).isZero();
            var both = client(busy.url(), good.url());
            follows(both);
            // One request for the checkpoint; then it is left in peace.
            assertThat(busy.requests()).hasSize(2);
        }
    }

    @Test
    void sendsElsewhere() throws IOException {
        var beacon =
                new Altered(
                        world.beacon(true),
                        (request, answer) ->
                                new Transport.Answer(302, Transport.JSON, "", Bytes.EMPTY));
        try (var host = new HttpHost(beacon)) {
            assertThat(unreachable(client(host.url()))).contains("status 302");
        }
    }

    @Test
    void answersTooMuchOrWithAPage() throws IOException {
        var huge =
                new Altered(
                        world.beacon(true),
                        (request, answer) ->
                                new Transport.Answer(
                                        200, Transport.JSON, "", Bytes.of(new byte[1 << 19])));
        try (var host = new HttpHost(huge)) {
            var refusal = refused(client(host.url()).sync());
            assertThat(refusal.reason()).isEqualTo(RefusalReason.MALFORMED_ANSWER);
            assertThat(refusal.sentence()).contains("524288 bytes");
        }
        var page = new Altered(world.beacon(true), (request, answer) -> Altered.status(200));
        try (var host = new HttpHost(page)) {
            assertThat(refused(client(host.url()).sync()).sentence()).contains("cannot be read");
        }
    }

    @Test
    void doesNotAnswerInTime() throws IOException {
        var done = new CountDownLatch(1);
        var slow =
                new Altered(
                        world.beacon(true),
                        (request, answer) -> {
                            try {
                                done.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return answer;
                        });
        try (var host = new HttpHost(slow);
                var hasty = new HttpTransport(Duration.ofSeconds(1))) {
            var client =
                    new LightClient(
                            LightClientSettings.of(
                                    world.chain.network(),
                                    world.checkpoint(8),
                                    List.of(Endpoint.http(host.url(), hasty)),
                                    List.of(),
                                    null),
                            world);
            assertThat(unreachable(client)).contains("no answer within 1 seconds");
        } finally {
            done.countDown();
        }
    }
}
