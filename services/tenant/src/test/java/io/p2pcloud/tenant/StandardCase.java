package io.p2pcloud.tenant;

import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.ChainId;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.chain.TxHash;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ActOutcome;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.MarketDigests;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.market.Provider;
import io.p2pcloud.market.Reputation;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.ProviderEndpoint;
import io.p2pcloud.protocol.TlsIdentity;
import io.p2pcloud.store.Database;
import io.p2pcloud.store.Journal;
import io.p2pcloud.wallet.Keystore;
import io.p2pcloud.wallet.SigningKey;
import io.p2pcloud.wallet.Vault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;

/// One STANDARD server of a tenant, with whole launches: his journal and keystore, a provider who
/// is called over the network, an SSH server in the machine's place. The chain's part is one lease,
/// which names what it is told to.
final class StandardCase implements AutoCloseable {
    static final MarketDigests MARKET =
            new MarketDigests(
                    new ChainId(31_337),
                    Address.ofHex("0x00000000000000000000000000000000000000aa"));
    private static final LeaseId LEASE = new LeaseId(Bytes32.ofNumber(0x22));
    private static final String KIND = "server";

    final StandardHost host;
    final Secrets secrets;
    Bytes32 version = Bytes32.ZERO;
    int boot;
    int versionsNamed;
    boolean chainFailsOnce;
    boolean refusesToResume;
    int halts;
    LeaseState state = new LeaseState.Active();
    NewestBundle newest = NewestBundle.UNKNOWN;

    final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final SshServer ssh = SshServer.setUpDefaultServer();
    private final SshConnector connector;
    final SigningKey tenant = SigningKey.create(random);
    private final Database database;
    final Journal journal;
    private final ProviderEndpoint endpoint;
    private final Provider provider;
    private final LaunchWorkflow launches;
    private final BundleSource images;
    private final SimulatedChip chip = SimulatedChip.genoa(7);
    private ServerCase server;

    StandardCase(Path folder) throws IOException, GeneralSecurityException {
        var bundle = TestBundle.make(folder);
        images = () -> bundle;
        var keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        var hostKey = keys.generateKeyPair();
        ssh.setHost("127.0.0.1");
        ssh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        ssh.setPublickeyAuthenticator((_, _, _) -> true);
        ssh.start();
        host = new StandardHost(this, ssh.getPort());
        var providerKey = SigningKey.create(random);
        var served = identity(providerKey, Role.PROVIDER);
        endpoint =
                ProviderEndpoint.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        served,
                        MARKET.chain().value(),
                        MARKET.market(),
                        clock,
                        host);
        provider =
                new Provider(
                        providerKey.address(),
                        "127.0.0.1:" + endpoint.port(),
                        served.spkiSha256(),
                        "here",
                        Bytes32.ZERO,
                        TokenAmount.ZERO,
                        clock.instant(),
                        Optional.empty(),
                        1,
                        Reputation.NONE);
        secrets =
                new Secrets(
                        new Keystore(folder.resolve("keys"), random), Vault.create(random), random);
        database = Database.open(folder.resolve("ledger"), List.of(Journal.SCHEMA), clock);
        journal = new Journal(database, clock);
        var id = new ServerId("00112233445566aa");
        var _ = secrets.newHostKey(id);
        var record =
                new ServerRecord(
                        id.value(),
                        Samples.spec(),
                        clock.instant(),
                        bundle.image(TestBundle.IMAGE).orElseThrow().base().rootHash().toHex(),
                        Bytes32.ofNumber(44).toHex(),
                        Bytes32.ofNumber(2).toHex(),
                        PublicKeyEntry.toString(hostKey.getPublic()),
                        ServerRecord.Stage.LAUNCHING,
                        null,
                        LEASE.toHex(),
                        0,
                        false,
                        null,
                        0,
                        null,
                        null,
                        null);
        version = record.version();
        server =
                new ServerCase(
                        record,
                        journal.begin(KIND, id.value(), "leased", record),
                        journal,
                        () -> newest,
                        () -> {});
        connector = new SshConnector(secrets.clientKey());
        launches = launches(proxy(Marketplace.class));
    }

    private LaunchWorkflow launches(Marketplace market) {
        var settings =
                new TenantSettings(
                        List.of(URI.create("http://10.0.2.2:8545")),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60));
        var boots =
                new BootRun(
                        market,
                        MARKET,
                        secrets,
                        secrets.clientKey(),
                        new Judge(images, proxy(Attestor.class), clock),
                        settings,
                        clock);
        return new LaunchWorkflow(
                market,
                tenant,
                new ProviderCalls(market, identity(tenant, Role.TENANT), clock),
                new Buying(market, tenant),
                secrets,
                new Rebuilding(market, tenant),
                new DiskUpload(new Backups(secrets, clock), secrets),
                boots,
                new ShellWait(connector, clock),
                settings,
                clock);
    }

    ServerCase server() {
        return server;
    }

    Rebuilds rebuilds() {
        return new Rebuilds(images, random);
    }

    void launch() throws InterruptedException {
        launches.run(server);
    }

    /// The program is killed and started again: all that it knows is the journal's.
    void restart() {
        var flow = journal.unfinished(KIND).getFirst();
        var record = flow.last().state(ServerRecord.class).found();
        server = new ServerCase(record, flow.id(), journal, () -> newest, () -> {});
    }

    SimulatedGuest guest() {
        return new SimulatedGuest(chip, Bytes.EMPTY);
    }

    TlsIdentity identity(SigningKey account, Role role) {
        return TlsIdentity.create(
                MARKET.chain().value(), MARKET.market(), account, role, clock.instant(), random);
    }

    /// Of its methods those work that a launch calls.
    <T> T proxy(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this::answer));
    }

    private Object answer(Object market, Method asked, Object[] arguments) {
        return switch (asked.getName()) {
            case "told" -> market;
            case "digests" -> MARKET;
            case "lease" -> new Checked<>(Optional.of(lease()), new Trust.Unproven("node"));
            case "provider" -> new Checked<>(Optional.of(provider), new Trust.Unproven("node"));
            case "halt" -> {
                halts++;
                yield done(LEASE);
            }
            case "resume" ->
                    refusesToResume
                            ? new ActOutcome.NoGasMoney<>(BigInteger.TWO, BigInteger.ONE)
                            : done(LEASE);
            case "updateVersion" -> {
                if (chainFailsOnce) {
                    chainFailsOnce = false;
                    yield new ActOutcome.Unsettled<>(new TxHash(Bytes32.ZERO));
                }
                version = (Bytes32) arguments[2];
                versionsNamed++;
                yield done(List.of(LEASE));
            }
            default -> throw new UnsupportedOperationException(asked.getName());
        };
    }

    private <T> ActOutcome<T> done(T result) {
        return new ActOutcome.Done<>(
                result,
                new TxHash(Bytes32.ZERO),
                new BlockRef(1, Bytes32.ZERO, clock.instant()),
                BigInteger.ONE);
    }

    private Lease lease() {
        return new Lease(
                LEASE,
                tenant.address(),
                provider.account(),
                secrets.launchKey(Objects.requireNonNull(server).id()).address(),
                new Lease.Origin.FromOffer(new OfferId(1)),
                Tier.STANDARD,
                Rate.perMonth(TokenAmount.ofDecimal("5", 6)),
                10,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofHours(1),
                clock.instant().plus(Duration.ofDays(30)),
                version,
                false,
                state,
                TokenAmount.ofDecimal("10", 6),
                TokenAmount.ZERO,
                boot,
                Optional.empty(),
                Bytes32.ZERO,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                TokenAmount.ZERO,
                Optional.empty(),
                0,
                0,
                Bytes32.ZERO);
    }

    @Override
    public void close() throws IOException {
        endpoint.close();
        connector.close();
        ssh.stop(true);
        database.close();
    }
}
