package io.p2pcloud.tenant;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.attestation.TrustedRoots;
import io.p2pcloud.attestation.Verdict;
import io.p2pcloud.chain.ChainId;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.guest.BundleFirmware;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseSource;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.MarketDigests;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.market.Provider;
import io.p2pcloud.market.Reputation;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.ProviderEndpoint;
import io.p2pcloud.protocol.TlsIdentity;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.store.Database;
import io.p2pcloud.store.Journal;
import io.p2pcloud.wallet.Keystore;
import io.p2pcloud.wallet.SigningKey;
import io.p2pcloud.wallet.Vault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// One CONFIDENTIAL server of a tenant with his journal and keystore, and one provider who is
/// called over the network as always. The chain's part is a lease that stands still.
final class ConfidentialCase implements AutoCloseable, Attestor, LeaseSource {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final int VCPUS = 2;
    private static final Bytes32 MANIFEST = Bytes32.ofNumber(33);
    private static final Trust REPORTED = new Trust.Unproven("node");
    private static final Bytes32 VOLUME = Bytes32.ofNumber(44);
    private static final MarketDigests MARKET =
            new MarketDigests(
                    new ChainId(31_337),
                    Address.ofHex("0x00000000000000000000000000000000000000aa"));

    /// What was kept with the lease.
    record Kept(Verdict verdict, String words, SavedEvidence evidence) {}

    final List<Kept> kept = new CopyOnWriteArrayList<>();
    final SimulatedHost host;
    final Secrets secrets;
    BootBundle bundle;
    SimulatedChip chip;
    TrustedRoots roots;
    Duration listAge = Duration.ofDays(3);
    Tier leased = Tier.CONFIDENTIAL;

    Instant now = NOW;

    private final InstantSource clock = () -> now;
    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final ServerCase server;
    private final ProviderEndpoint endpoint;
    private final TlsIdentity identity;
    private final Provider provider;
    private final BootRun boots;

    ConfidentialCase(Path folder, SimulatedChip chip) throws IOException {
        this.chip = chip;
        roots = chip.trusted();
        bundle = TestBundle.make(folder);
        var _ = BundleFirmware.add(folder, TestBundle.firmware(folder));
        bundle = BootBundle.load(folder);
        host = new SimulatedHost(where(1), MANIFEST, new SimulatedGuest(chip, measured()));
        var tenantKey = SigningKey.create(random);
        var providerKey = SigningKey.create(random);
        identity = identity(tenantKey, Role.TENANT);
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
                        NOW,
                        Optional.empty(),
                        1,
                        Reputation.NONE);
        var keystore = new Keystore(folder.resolve("keys"), random);
        secrets = new Secrets(keystore, Vault.create(random), random);
        database = Database.open(folder.resolve("ledger"), List.of(Journal.SCHEMA), clock);
        var journal = new Journal(database, clock);
        var id = new ServerId("00112233445566aa");
        var record =
                new ServerRecord(
                                id.value(),
                                spec(),
                                NOW,
                                TestBundle.ROOT_HASH.toHex(),
                                VOLUME.toHex(),
                                Bytes32.ofNumber(2).toHex(),
                                secrets.newHostKey(id).publicKey(),
                                ServerRecord.Stage.LAUNCHING,
                                null,
                                null,
                                0,
                                false,
                                null,
                                0,
                                null,
                                null,
                                null)
                        .booting(1);
        var flow = journal.begin("server", id.value(), "ordering", record);
        server = new ServerCase(record, flow, journal, () -> NewestBundle.UNKNOWN, () -> {});
        boots =
                new BootRun(
                        this,
                        MARKET,
                        secrets,
                        secrets.clientKey(),
                        new Judge(() -> bundle, this, clock),
                        new TenantSettings(
                                List.of(URI.create("http://10.0.2.2:8545")),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(60)),
                        clock);
    }

    ServerRecord record() {
        return server.record();
    }

    AttestationMark mark() {
        return server.snapshot().mark();
    }

    /// What an honest host starts.
    Bytes measured() {
        return TestBundle.measured(
                TestBundle.FIRMWARE,
                bundle.kernel().sha256(),
                bundle.initramfs().sha256(),
                commandLine(),
                VCPUS);
    }

    String commandLine() {
        return bundle.kernelCommandLine(bundle.image(TestBundle.IMAGE).orElseThrow());
    }

    /// One start; a failure is noted as the workflow notes it.
    ///
    /// @throws LaunchException why no key left
    void boot() throws Exception {
        var progress = server.newLaunch(clock);
        try (var client = ProviderClient.to(provider, identity, MARKET, clock)) {
            var told = new ToldLease(lease(), new Trust.Unproven("node"), provider);
            boots.run(server, told, client, progress);
        } catch (LaunchException e) {
            server.journal(
                    "failed",
                    record().failed(
                                    new LaunchFailure(
                                            progress.current(), e.reason(), e.sentence(), "")));
            throw e;
        }
    }

    /// The chain counts another boot.
    void nextBoot() {
        server.journal("boot", record().booting(record().boot() + 1));
    }

    boolean accept() {
        return Acceptance.note(server, NOW);
    }

    static LeaseBoot where(int boot) {
        return new LeaseBoot(MARKET.chain().value(), MARKET.market(), Bytes32.ofNumber(0x22), boot);
    }

    @Override
    public AttestationVerifier verifier() {
        return new AttestationVerifier(roots, AttestationPolicy.shipped());
    }

    @Override
    public Evidence complete(Evidence evidence) {
        return evidence.withCertificates(chip.certificates())
                .withRevocationList(chip.revocationList(NOW.minus(listAge), List.of()));
    }

    @Override
    public void keep(LeaseId lease, Verdict verdict, String words, SavedEvidence evidence) {
        kept.add(new Kept(verdict, words, evidence));
    }

    @Override
    public Checked<Optional<Lease>> lease(LeaseId id) {
        return new Checked<>(Optional.of(lease()), REPORTED);
    }

    @Override
    public Checked<Optional<Provider>> provider(Address account) {
        return new Checked<>(Optional.of(provider), REPORTED);
    }

    @Override
    public void close() {
        endpoint.close();
        database.close();
    }

    private static ServerSpec spec() {
        var usual = Samples.spec();
        return new ServerSpec(
                usual.name(),
                new ComputeUnit(VCPUS, 2048, 8, 100, Tier.CONFIDENTIAL),
                TestBundle.IMAGE,
                usual.authorizedKeys(),
                usual.firstBoot(),
                usual.priceCap(),
                usual.deposit(),
                usual.mode());
    }

    private TlsIdentity identity(SigningKey account, Role role) {
        return TlsIdentity.create(
                MARKET.chain().value(), MARKET.market(), account, role, NOW, random);
    }

    private Lease lease() {
        var nobody = Address.ofHex("0x00000000000000000000000000000000000000bb");
        return new Lease(
                new LeaseId(where(1).lease()),
                nobody,
                provider.account(),
                secrets.launchKey(server.id()).address(),
                new Lease.Origin.FromOffer(new OfferId(1)),
                leased,
                Rate.perMonth(TokenAmount.ofDecimal("5", 6)),
                10,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofHours(1),
                NOW.plus(Duration.ofDays(30)),
                MANIFEST,
                false,
                new LeaseState.Active(),
                TokenAmount.ofDecimal("10", 6),
                TokenAmount.ZERO,
                0,
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
}
