package io.p2pcloud.played;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.attestation.Verdict;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.chain.NonceJournal;
import io.p2pcloud.chain.SendPolicy;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.devnet.Devnet;
import io.p2pcloud.devnet.DevnetPlace;
import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.guest.BundleFirmware;
import io.p2pcloud.journey.RequiredTools;
import io.p2pcloud.market.ContractMarketplace;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.ProviderConnection;
import io.p2pcloud.protocol.TlsIdentity;
import io.p2pcloud.store.Database;
import io.p2pcloud.store.Journal;
import io.p2pcloud.tenant.Attestor;
import io.p2pcloud.tenant.RestartPolicy;
import io.p2pcloud.tenant.Secrets;
import io.p2pcloud.tenant.TenantParts;
import io.p2pcloud.tenant.TenantService;
import io.p2pcloud.tenant.TenantSettings;
import io.p2pcloud.tenant.TestBundle;
import io.p2pcloud.wallet.Keystore;
import io.p2pcloud.wallet.SigningKey;
import io.p2pcloud.wallet.Vault;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/// A chain with the market on it, providers, and one tenant.
final class PlayedCloud implements AutoCloseable {
    private static final BigInteger GAS_MONEY = BigInteger.TEN.pow(20);
    private static final TokenAmount TEST_MONEY = TokenAmount.ofUnits(1_000_000_000);
    private static final Duration ROUND = Duration.ofMillis(300);

    final SecureRandom random = new SecureRandom();
    final ContractMarketplace market;
    final TenantService tenant;
    final SigningKey tenantKey;
    final BootBundle bundle;
    private final Path folder;
    private final Devnet devnet;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile SimulatedChip known;
    private int providers;

    /// @param chip whose maker's word the tenant takes
    PlayedCloud(Path folder, SimulatedChip chip) throws IOException {
        RequiredTools.anvil();
        this.folder = folder;
        known = chip;
        var clock = InstantSource.system();
        var files = Files.createDirectories(folder.resolve("bundle"));
        var _ = TestBundle.make(files);
        var _ = BundleFirmware.add(files, TestBundle.firmware(files));
        bundle = BootBundle.load(files);
        devnet =
                new Devnet(
                        new DevnetPlace(
                                folder.resolve("chain"),
                                RequiredTools.folders(folder).install(),
                                OptionalInt.empty()),
                        System.getenv().getOrDefault("PATH", ""),
                        clock);
        opened.push(devnet);
        var running = devnet.start();
        var rpc = new HttpJsonRpc(running.rpc(), Duration.ofSeconds(30));
        opened.push(rpc);
        market =
                new ContractMarketplace(
                        new Transactions(
                                Chain.connect(rpc, running.chain()),
                                NonceJournal.inMemory(),
                                SendPolicy.devnet(),
                                clock),
                        running.market());
        tenantKey = person();
        var database = Database.open(folder.resolve("ledger"), List.of(Journal.SCHEMA), clock);
        opened.push(database);
        tenant =
                TenantService.start(
                        new TenantParts(
                                market,
                                tenantKey,
                                new Secrets(
                                        new Keystore(folder.resolve("keys"), random),
                                        Vault.create(random),
                                        random),
                                new Journal(database, clock),
                                () -> bundle,
                                new Judging(),
                                folder.resolve("ssh"),
                                folder.resolve("ssh-files"),
                                clock),
                        new TenantSettings(
                                List.of(URI.create("http://10.0.2.2:8545")),
                                Duration.ofSeconds(60),
                                ROUND,
                                Duration.ofSeconds(60),
                                new RestartPolicy(ROUND, ROUND, 100, Duration.ofHours(1))));
        opened.push(tenant);
    }

    /// An account with money.
    SigningKey person() {
        var key = SigningKey.create(random);
        devnet.fund(key.address(), GAS_MONEY, TEST_MONEY);
        return key;
    }

    PlayedProvider provider(SimulatedChip chip) throws IOException {
        var provider =
                new PlayedProvider(
                        folder.resolve("provider-" + providers++), market, person(), bundle, chip);
        opened.push(provider);
        return provider;
    }

    /// The chain goes away and does not come back.
    void loseChain() {
        devnet.close();
    }

    /// What it takes to call a provider as somebody.
    ProviderConnection connect(PlayedProvider provider, TlsIdentity identity) {
        var entry = market.provider(provider.key.address()).value().orElseThrow();
        return ProviderConnection.to(
                new ProviderConnection.Target(
                        "127.0.0.1", provider.port(), entry.account(), entry.tlsKeyHash()),
                identity,
                market.chainId().value(),
                market.address(),
                InstantSource.system());
    }

    ProviderConnection connect(PlayedProvider provider, SigningKey account) {
        return connect(provider, identity(account, Role.TENANT, InstantSource.system().instant()));
    }

    TlsIdentity identity(SigningKey account, Role role, Instant at) {
        return TlsIdentity.create(
                market.chainId().value(), market.address(), account, role, at, random);
    }

    /// Whose maker's word the tenant takes from now on.
    void trust(SimulatedChip chip) {
        known = chip;
    }

    @Override
    public void close() {
        var failed = new ArrayList<Exception>();
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failed.add(e);
            }
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException("a part did not close", failed.getFirst());
        }
    }

    private final class Judging implements Attestor {
        @Override
        public AttestationVerifier verifier() {
            return new AttestationVerifier(known.trusted(), AttestationPolicy.shipped());
        }

        @Override
        public Evidence complete(Evidence evidence) {
            var issued = InstantSource.system().instant().minus(Duration.ofDays(3));
            return evidence.withCertificates(known.certificates())
                    .withRevocationList(known.revocationList(issued, List.of()));
        }

        @Override
        public void keep(LeaseId lease, Verdict verdict, String words, SavedEvidence evidence) {
            // What is kept is shown by the tests of the tenant's side.
        }
    }
}
