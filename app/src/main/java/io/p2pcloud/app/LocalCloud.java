package io.p2pcloud.app;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.FileNonceJournal;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.chain.SendPolicy;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.devnet.Devnet;
import io.p2pcloud.devnet.DevnetPlace;
import io.p2pcloud.devnet.DevnetState;
import io.p2pcloud.guest.Image;
import io.p2pcloud.history.Ledger;
import io.p2pcloud.history.Role;
import io.p2pcloud.launcher.hypervisor.Hypervisor;
import io.p2pcloud.launcher.storage.SystemDisk;
import io.p2pcloud.launcher.storage.Volumes;
import io.p2pcloud.market.ContractMarketplace;
import io.p2pcloud.market.MarketEvents;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.TokenLayout;
import io.p2pcloud.provider.HostReadiness;
import io.p2pcloud.provider.HostSettings;
import io.p2pcloud.provider.HostingService;
import io.p2pcloud.tenant.Secrets;
import io.p2pcloud.tenant.TenantParts;
import io.p2pcloud.tenant.TenantService;
import io.p2pcloud.tenant.TenantSettings;
import io.p2pcloud.wallet.AccountName;
import io.p2pcloud.wallet.Keystore;
import io.p2pcloud.wallet.SigningKey;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// *Try it on this computer*: the embedded chain, a provider and a tenant with test money, all in
/// this process and on loopback. Closing it ends the services and the chain; guests run on and are
/// taken over by the next start.
public final class LocalCloud implements AutoCloseable {
    private static final BigInteger GAS_MONEY = BigInteger.TEN.pow(20);
    private static final TokenAmount TEST_MONEY = TokenAmount.ofUnits(1_000_000_000);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration CONFIRM_EVERY = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration BID_WAIT = Duration.ofSeconds(10);
    private static final int RESERVE_MEMORY_MIB = 1024;
    private static final int RESERVE_DISK_GIB = 2;
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final LocalLedger ledger;
    private final Devnet devnet;
    private final Chain chain;
    private final LocalProofs proofs;
    private final Marketplace market;
    private final TenantService tenant;
    private final HostingService provider;
    private final HostGuests guests;
    private final LocalKeeping keeping;
    private final Hypervisor hypervisor;
    private final SigningKey tenantKey;
    private final SigningKey providerKey;

    /// What is started, in this order.
    public enum Part {
        CHAIN,
        ACCOUNTS,
        PROVIDER,
        TENANT
    }

    /// Starts everything, oldest part first; closes all but the ledger when a later part fails.
    ///
    /// @param anvilPort empty for any free one
    /// @param entering told each part before it is started
    /// @throws UserError with one sentence when a part cannot start
    public static LocalCloud start(
            Folders folders,
            LocalLedger ledger,
            OptionalInt anvilPort,
            Consumer<Part> entering,
            InstantSource clock)
            throws UserError {
        try {
            return new LocalCloud(folders, ledger, anvilPort, entering, clock);
        } catch (IOException | RuntimeException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private LocalCloud(
            Folders folders,
            LocalLedger ledger,
            OptionalInt anvilPort,
            Consumer<Part> entering,
            InstantSource clock)
            throws IOException {
        this.ledger = ledger;
        try {
            var random = new SecureRandom();
            var home = folders.local();
            entering.accept(Part.CHAIN);
            var keystore = new Keystore(home.resolve("keys"), random);
            tenantKey = own(keystore.deviceKeyOrNew(AccountName.TENANT));
            providerKey = own(keystore.deviceKeyOrNew(AccountName.PROVIDER));
            devnet =
                    own(
                            new Devnet(
                                    new DevnetPlace(
                                            home.resolve("chain"), folders.install(), anvilPort),
                                    System.getenv().getOrDefault("PATH", ""),
                                    clock));
            var running = devnet.start();
            chain = Chain.connect(new HttpJsonRpc(running.rpc(), RPC_TIMEOUT), running.chain());
            proofs = own(LocalProofs.follow(running, clock));
            var transactions =
                    new Transactions(
                            chain,
                            new FileNonceJournal(home.resolve("nonces.json")),
                            SendPolicy.devnet(),
                            clock);
            market =
                    new ContractMarketplace(
                            transactions,
                            running.market(),
                            proofs.reads(),
                            Optional.of(TokenLayout.OPEN_ZEPPELIN));
            entering.accept(Part.ACCOUNTS);
            fund(tenantKey.address());
            fund(providerKey.address());
            own(
                    ledger.follow(
                            // A proven head says nothing about the events up to it.
                            market.told(),
                            new MarketEvents(chain, running.market()),
                            Map.of(
                                    Role.TENANT,
                                    tenantKey.address(),
                                    Role.PROVIDER,
                                    providerKey.address()),
                            ROUND,
                            clock));
            own(
                    proofs.histories(
                            ledger.ledger(),
                            new MarketEvents(chain, running.market(), proofs.reads())));
            entering.accept(Part.PROVIDER);
            guests = new HostGuests(folders.bundle(), Qemu.find(), home.resolve("kvm.json"));
            hypervisor =
                    own(
                            Hypervisors.of(System.getenv())
                                    .open(home.resolve("run"), running.rpc().getPort(), clock));
            provider = own(provider(home, clock, random));
            entering.accept(Part.TENANT);
            tenant = own(tenant(folders, running, keystore, clock, random));
            keeping =
                    own(LocalKeeping.of(transactions, running.market(), providerKey, home, clock));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    public Chain chain() {
        return chain;
    }

    /// The base systems that a server can have.
    public List<Image> images() throws IOException {
        return guests.bundle().images();
    }

    /// What was proven of this chain, and how.
    public LocalProofs proofs() {
        return proofs;
    }

    public Marketplace market() {
        return market;
    }

    public TenantService tenant() {
        return tenant;
    }

    public HostingService provider() {
        return provider;
    }

    LocalKeeping keeping() {
        return keeping;
    }

    public Ledger ledger() {
        return ledger.ledger();
    }

    public Address tenantAccount() {
        return tenantKey.address();
    }

    public Address providerAccount() {
        return providerKey.address();
    }

    /// Test money the first time; what was spent since is not replaced.
    private void fund(Address account) {
        if (market.tokenBalance(account).value().isZero()
                && market.leasesOfTenant(account, 0, 1).value().total() == 0) {
            devnet.fund(account, GAS_MONEY, TEST_MONEY);
            proofs.reads().written(chain.blockNumber()); // no later reading is of before
        }
    }

    private HostingService provider(Path home, InstantSource clock, SecureRandom random)
            throws IOException {
        var settings =
                new HostSettings(
                        home.resolve("host"),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "127.0.0.1",
                        "local",
                        CONFIRM_EVERY,
                        ROUND,
                        RESERVE_MEMORY_MIB,
                        RESERVE_DISK_GIB);
        var parts =
                new HostingService.Parts(
                        market,
                        providerKey,
                        HostingService.identity(market, providerKey, clock, random),
                        hypervisor,
                        new Volumes(home.resolve("volumes"), new SystemDisk(), RESERVE_DISK_GIB),
                        guests,
                        ledger.journal(),
                        HostReadiness.ofThisMachine(
                                settings, guests, guests::verdict, hypervisor::tiers),
                        clock);
        return HostingService.start(parts, settings);
    }

    private TenantService tenant(
            Folders folders,
            DevnetState.Running running,
            Keystore keystore,
            InstantSource clock,
            SecureRandom random) {
        return TenantService.start(
                new TenantParts(
                        market,
                        tenantKey,
                        new Secrets(keystore, LocalVault.open(keystore), random),
                        ledger.journal(),
                        guests::bundle,
                        own(KeptProofs.open(folders, ledger.ledger(), clock)),
                        folders.ssh(),
                        folders.local().resolve("ssh"),
                        clock),
                new TenantSettings(List.of(beatSource(running.rpc())), HEARTBEAT, ROUND, BID_WAIT));
    }

    /// The embedded chain as guests see it.
    private URI beatSource(URI rpc) {
        return URI.create(
                "http://" + Hypervisors.hostAsGuestsSeeIt(hypervisor) + ":" + rpc.getPort());
    }

    private <T extends AutoCloseable> T own(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.getLogger(LocalCloud.class.getName())
                        .log(System.Logger.Level.WARNING, "a part did not close well", e);
            }
        }
    }
}
