package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Hex;
import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.market.ActOutcome;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.Offer;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.TlsIdentity;
import io.p2pcloud.store.Journal;
import io.p2pcloud.tenant.ServerRecord.Stage;
import io.p2pcloud.wallet.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The tenant's service: servers with their launches, kept going across restarts.
public final class TenantService implements Servers, AutoCloseable {
    private static final Logger LOG = System.getLogger(TenantService.class.getName());
    private static final String KIND = "server";
    private static final Duration CONNECT = Duration.ofSeconds(30);

    private final Parts parts;
    private final TenantSettings settings;
    private final Buying buying;
    private final SshConnector ssh;
    private final SshFiles sshFiles;
    private final Backups backups;
    private final LaunchWorkflow launches;
    private final Guardian guardian;
    private final TlsIdentity identity;
    private final Map<ServerId, ServerCase> cases = new ConcurrentHashMap<>();
    private final Signal<List<ServerSnapshot>> servers = new Signal<>(List.of());
    private final Set<ServerId> guarding = ConcurrentHashMap.newKeySet();
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    /// What the service works with; all of it outlives the service.
    ///
    /// @param images the catalogue from which the user chooses
    /// @param attestor judges confidential machines
    /// @param sshFolder where the user's own keys lie, usually `~/.ssh`
    /// @param sshFiles where files for the program `ssh` are put
    public record Parts(
            Marketplace market,
            Signer account,
            Secrets secrets,
            Journal journal,
            BundleSource images,
            Attestor attestor,
            Path sshFolder,
            Path sshFiles,
            InstantSource clock) {}

    /// Where images come from.
    @FunctionalInterface
    public interface BundleSource {
        /// @throws IOException with a sentence for the user when there is no bundle
        BootBundle bundle() throws IOException;
    }

    private TenantService(Parts parts, TenantSettings settings) {
        this.parts = parts;
        this.settings = settings;
        buying = new Buying(parts.market(), parts.account());
        var clientKey = parts.secrets().clientKey();
        ssh = new SshConnector(clientKey);
        sshFiles = new SshFiles(parts.sshFiles(), parts.sshFolder(), clientKey);
        identity =
                TlsIdentity.create(
                        parts.market().chainId().value(),
                        parts.market().address(),
                        parts.account(),
                        Role.TENANT,
                        parts.clock().instant(),
                        parts.secrets().random());
        backups = new Backups(parts.secrets(), parts.clock());
        launches =
                new LaunchWorkflow(
                        parts.market(),
                        parts.account(),
                        identity,
                        buying,
                        parts.secrets(),
                        new DiskUpload(backups, parts.secrets()),
                        new BootRun(
                                parts.market(),
                                parts.market().digests(),
                                parts.secrets(),
                                clientKey,
                                new Judge(parts.images(), parts.attestor(), parts.clock()),
                                settings,
                                parts.clock()),
                        new ShellWait(ssh, parts.clock()),
                        settings,
                        parts.clock());
        guardian = new Guardian(settings.restarts(), this::word, launches::run, parts.clock());
    }

    /// Starts the service and resumes what an earlier run left unfinished.
    public static TenantService start(Parts parts, TenantSettings settings) {
        var service = new TenantService(parts, settings);
        for (var flow : parts.journal().unfinished(KIND)) {
            var record = flow.last().state(ServerRecord.class).found();
            var server = new ServerCase(record, flow.id(), parts.journal(), service::publish);
            service.cases.put(server.id(), server);
            service.resume(server);
        }
        service.publish();
        var _ = Thread.ofVirtual().name("tenant-rounds").start(service::watch);
        return service;
    }

    @Override
    public Signal<List<ServerSnapshot>> servers() {
        return servers;
    }

    @Override
    public Candidates candidates(ServerSpec spec) throws IOException {
        return onChain(() -> buying.candidates(spec));
    }

    @Override
    public Review review(ServerSpec spec) throws IOException {
        // No money is locked for a machine that could never be given its key.
        var _ = Judge.expected(parts.images(), spec);
        return onChain(() -> Reviews.of(parts.market(), parts.account(), spec, buying));
    }

    @Override
    public ServerId create(Review review) {
        var spec = review.spec();
        try {
            var image =
                    parts.images()
                            .bundle()
                            .image(spec.imageId())
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "There is no image " + spec.imageId() + "."));
            return begin(spec, image.base().rootHash().toHex(), null);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// What a backup holds.
    ///
    /// @throws IOException with a sentence when it cannot be read, or none of this keystore's
    ///   servers signed all of it
    public ServerBackup readBackup(Path file) throws IOException, InterruptedException {
        return backups.check(file);
    }

    /// Confirms a new server whose disk begins as the backup of another ended; as with [#create],
    /// the rest runs by itself. The file must stay where it is until the machine starts.
    ///
    /// @throws IOException with a sentence when the file is no usable backup, or the server is
    ///   another kind of machine
    public ServerId restore(Review review, Path file) throws IOException, InterruptedException {
        var backup = backups.check(file);
        var spec = review.spec();
        var was = backup.spec();
        if (spec.unit().tier() != was.unit().tier() || !spec.imageId().equals(was.imageId())) {
            throw new IOException(
                    "The backup is of a %s machine with %s; it can be restored to the same only."
                            .formatted(was.unit().tier(), was.imageId()));
        }
        if ((long) spec.unit().diskGib() << 30 < backup.diskBytes()) {
            throw new IOException(
                    "The disk of %d GiB is smaller than the one that was backed up."
                            .formatted(spec.unit().diskGib()));
        }
        return begin(spec, backup.imageRootHash(), file.toAbsolutePath().toString());
    }

    /// Copies the disk of a stopped server, as ciphertext, into a new file.
    ///
    /// @param progress told how many bytes arrived
    /// @throws IOException with a sentence when the server runs, the provider does not give the
    ///   disk, or the file cannot be written; there is no file then
    public ServerBackup backup(ServerId id, Path to, LongConsumer progress)
            throws IOException, InterruptedException {
        var server = of(id);
        server.lock.lockInterruptibly();
        try {
            if (server.record().stage() != Stage.STOPPED || !server.record().formatted()) {
                throw new IOException(
                        "The server "
                                + server.record().spec().name()
                                + " is not stopped: stop it first, so that the copy of its disk is"
                                + " of one moment.");
            }
            try (var client = client(server)) {
                return backups.take(server.record(), to, client, progress);
            }
        } catch (StatusException e) {
            throw new IOException(ProviderClient.failure(e).sentence(), e);
        } catch (LaunchException e) {
            throw new IOException(e.sentence(), e);
        } catch (ChainException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            server.lock.unlock();
        }
    }

    /// Returns when nothing is under way with a server.
    public void await(ServerId id) throws InterruptedException {
        var server = of(id);
        server.lock.lockInterruptibly();
        server.lock.unlock();
    }

    private ServerId begin(ServerSpec spec, String imageRootHash, @Nullable String backup) {
        var id = new ServerId(Hex.plain(fresh(8)));
        var record =
                new ServerRecord(
                        id.value(),
                        spec,
                        parts.clock().instant(),
                        imageRootHash,
                        Bytes32.of(fresh(Bytes32.SIZE)).toHex(),
                        Bytes32.of(fresh(Bytes32.SIZE)).toHex(),
                        parts.secrets().newHostKey(id).publicKey(),
                        Stage.ORDERING,
                        null,
                        null,
                        0,
                        false,
                        null,
                        0,
                        null,
                        backup,
                        null);
        var flow = parts.journal().begin(KIND, id.value(), "ordering", record);
        var server = new ServerCase(record, flow, parts.journal(), this::publish);
        cases.put(id, server);
        publish();
        launch(server);
        return id;
    }

    @Override
    public void topUp(ServerId id, TokenAmount amount) throws IOException {
        var server = of(id);
        var lease =
                server.record()
                        .leaseId()
                        .orElseThrow(() -> new IOException("The server has no lease yet."));
        try {
            buying.allow(amount);
            var _ = Buying.done(parts.market().topUp(parts.account(), lease, amount));
            read(server, lease);
        } catch (LaunchException e) {
            throw new IOException(e.sentence(), e);
        } catch (ChainException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public String sshCommand(ServerId id) throws IOException {
        return sshFiles.command(id, running(id), of(id).record().spec().authorizedKeys());
    }

    @Override
    public void stop(ServerId id) {
        var server = of(id);
        background(server, () -> stopNow(server));
    }

    @Override
    public void start(ServerId id) {
        launch(of(id));
    }

    @Override
    public void accept(ServerId id) {
        var server = of(id);
        background(
                server,
                () -> {
                    if (Acceptance.note(server, parts.clock().instant())) {
                        launches.run(server);
                    }
                });
    }

    @Override
    public void close(ServerId id) {
        var server = of(id);
        background(server, () -> closeNow(server));
    }

    @Override
    public Shell openShell(ServerId id, int columns, int rows) throws IOException {
        return ssh.openShell(running(id), columns, rows, CONNECT);
    }

    @Override
    public String run(ServerId id, String command, Duration timeout) throws IOException {
        return ssh.run(running(id), command, timeout);
    }

    @Override
    public InputStream console(ServerId id) throws IOException {
        try {
            var client = client(of(id));
            return new ConsoleStream(client, of(id).record().leaseId().orElseThrow());
        } catch (LaunchException e) {
            throw new IOException(e.sentence(), e);
        }
    }

    @Override
    public List<String> sshKeysFound() {
        return SshKeysFound.in(parts.sshFolder());
    }

    @Override
    public String ownSshKey() {
        return parts.secrets().clientKey().publicLine();
    }

    /// Moves what the market owes the tenant to his account.
    ///
    /// @throws IOException with a sentence for the user when the chain refuses or does not answer
    public TokenAmount withdraw() throws IOException {
        try {
            return parts.market().withdraw(parts.account(), parts.account().address()).orThrow();
        } catch (ChainException | ActOutcome.RefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Ends the service; servers run on.
    @Override
    public void close() {
        closing.countDown();
        work.shutdownNow();
        ssh.close();
    }

    private void resume(ServerCase server) {
        switch (server.record().stage()) {
            // A machine that ran may have ended while nobody looked: then it is booted again.
            case ORDERING, LAUNCHING, RUNNING -> launch(server);
            case CLOSING -> background(server, () -> closeNow(server));
            case STOPPED -> background(server, () -> stopAgain(server));
            case FAILED, CLOSED -> {
                // The watch over the chain keeps them up to date.
            }
        }
    }

    private void launch(ServerCase server) {
        background(server, () -> launches.run(server));
    }

    private void stopNow(ServerCase server) throws LaunchException, StatusException {
        var lease = server.record().leaseId().orElseThrow();
        server.journal("stopping", server.record().at(Stage.STOPPED));
        try (var client = client(server)) {
            var _ = client.stop(lease);
        } catch (LaunchException | StatusException | RuntimeException e) {
            server.journal("running", server.record().at(Stage.RUNNING)); // as far as is known
            throw e;
        }
        var _ = Buying.done(parts.market().halt(parts.account(), lease));
    }

    /// A stop that was begun is ended; the word on chain is its last step.
    private void stopAgain(ServerCase server) throws LaunchException, StatusException {
        var lease = parts.market().lease(server.record().leaseId().orElseThrow()).value();
        if (lease.isPresent() && lease.get().state() instanceof LeaseState.Active) {
            stopNow(server);
        }
    }

    private void closeNow(ServerCase server) throws InterruptedException {
        server.journal("closing", server.record().at(Stage.CLOSING));
        new Closing(parts.market(), parts.account(), settings.pollEvery()).run(server);
    }

    private interface Act {
        void run() throws LaunchException, StatusException, InterruptedException;
    }

    private void background(ServerCase server, Act act) {
        work.execute(() -> {
            try {
                server.lock.lockInterruptibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            try {
                server.trouble(null);
                act.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (LaunchException e) {
                server.trouble(e.sentence());
            } catch (StatusException e) {
                server.trouble(
                        "The provider did not do it: "
                                + Objects.requireNonNullElse(
                                        e.getStatus().getDescription(),
                                        e.getStatus().getCode().name())
                                + ".");
            } catch (ChainException e) {
                server.trouble(e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(Logger.Level.WARNING, "an act on server " + server.id(), e);
                server.trouble("It failed inside the program: " + e + ". Try again.");
            } finally {
                server.lock.unlock();
                publish();
            }
        });
    }

    private void watch() {
        try {
            while (!closing.await(settings.pollEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                for (var server : List.copyOf(cases.values())) {
                    look(server);
                    guard(server);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// In a thread of its own: a provider may be slow to answer, and a boot takes a while.
    private void guard(ServerCase server) {
        if (!guarding.add(server.id())) {
            return;
        }
        try {
            work.execute(() -> {
                try {
                    guardian.look(server);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.log(Logger.Level.WARNING, "guarding server " + server.id(), e);
                } finally {
                    guarding.remove(server.id());
                    publish();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.log(Logger.Level.DEBUG, "the service is closing", e);
        }
    }

    private MachineWord word(ServerCase server) {
        try (var client = client(server)) {
            return client.word(server.record().leaseId().orElseThrow());
        } catch (LaunchException | ChainException e) {
            LOG.log(Logger.Level.DEBUG, "the provider cannot be asked", e);
            return MachineWord.SILENT;
        }
    }

    private void read(ServerCase server, LeaseId id) {
        var reading = parts.market().lease(id);
        reading.value().ifPresent(lease -> server.lease(reading.map(_ -> lease)));
    }

    private void look(ServerCase server) {
        var id = server.record().leaseId();
        if (id.isEmpty() || server.record().stage() == Stage.CLOSED) {
            return;
        }
        try {
            read(server, id.get());
            if (!server.hasUnit()) {
                server.lease().flatMap(this::offered).ifPresent(server::unit);
            }
            boolean over = server.lease().map(lease -> !lease.state().isOpen()).orElse(false);
            if (over && server.lock.tryLock()) {
                try {
                    if (server.record().stage() != Stage.CLOSED) {
                        closeNow(server);
                    }
                } finally {
                    server.lock.unlock();
                }
            }
        } catch (ChainException e) {
            LOG.log(Logger.Level.DEBUG, "the chain cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The machine of the offer that was taken: it may be larger than what was asked for.
    private Optional<ComputeUnit> offered(Lease lease) {
        return lease.origin() instanceof Lease.Origin.FromOffer(var offer)
                ? parts.market().offer(offer).value().map(Offer::unit)
                : Optional.empty();
    }

    private ProviderClient client(ServerCase server) throws LaunchException {
        var provider =
                server.lease()
                        .or(() ->
                                parts.market()
                                        .lease(server.record().leaseId().orElseThrow())
                                        .value())
                        .flatMap(lease -> parts.market().provider(lease.provider()).value())
                        .orElseThrow(() ->
                                new LaunchException(
                                        LaunchFailure.Reason.PROVIDER_UNREACHABLE,
                                        "The server has no provider."));
        return ProviderClient.to(provider, identity, parts.market().digests(), parts.clock());
    }

    private SshEndpoint running(ServerId id) throws IOException {
        var record = of(id).record();
        if (record.stage() != Stage.RUNNING) {
            throw new IOException("The server " + record.spec().name() + " is not running.");
        }
        return record.ssh();
    }

    private ServerCase of(ServerId id) {
        var server = cases.get(id);
        if (server == null) {
            throw new IllegalArgumentException("There is no server " + id + ".");
        }
        return server;
    }

    private void publish() {
        servers.set(
                cases.values().stream()
                        .map(ServerCase::snapshot)
                        .sorted(Comparator.comparing(ServerSnapshot::created).reversed())
                        .toList());
    }

    private byte[] fresh(int size) {
        var bytes = new byte[size];
        parts.secrets().random().nextBytes(bytes);
        return bytes;
    }

    private interface Reading<T> {
        T get();
    }

    private static <T> T onChain(Reading<T> reading) throws IOException {
        try {
            return reading.get();
        } catch (ChainException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
