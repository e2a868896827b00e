package io.p2pcloud.tenant;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.TlsIdentity;
import io.p2pcloud.tenant.ServerRecord.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;

/// The tenant's service: servers with their launches, kept going across restarts.
public final class TenantService implements Servers, AutoCloseable {
    private static final Logger LOG = System.getLogger(TenantService.class.getName());
    private static final Duration CONNECT = Duration.ofSeconds(30);

    private final TenantParts parts;
    private final Buying buying;
    private final LeaseMoney money;
    private final SshConnector ssh;
    private final SshFiles sshFiles;
    private final ServerBackups backups;
    private final Rebuilds rebuilds;
    private final LaunchWorkflow launches;
    private final ProviderCalls providers;
    private final Stopping stopping;
    private final Closing end;
    private final ServerRounds rounds;
    private final ServerCases cases;
    private final ServerWork work;

    private TenantService(TenantParts parts, TenantSettings settings) {
        this.parts = parts;
        cases = new ServerCases(parts.journal(), parts.secrets(), parts.clock());
        work = new ServerWork(cases::publish);
        buying = new Buying(parts.market(), parts.account());
        money = new LeaseMoney(parts.market(), parts.account(), buying);
        var clientKey = parts.secrets().clientKey();
        ssh = new SshConnector(clientKey);
        sshFiles = new SshFiles(parts.sshFiles(), parts.sshFolder(), clientKey);
        var identity =
                TlsIdentity.create(
                        parts.market().chainId().value(),
                        parts.market().address(),
                        parts.account(),
                        Role.TENANT,
                        parts.clock().instant(),
                        parts.secrets().random());
        providers = new ProviderCalls(parts.market(), identity, parts.clock());
        var copies = new Backups(parts.secrets(), parts.clock());
        rebuilds = new Rebuilds(parts.images(), parts.secrets().random());
        launches = LaunchWorkflow.of(parts, providers, buying, copies, ssh, settings);
        stopping = new Stopping(parts.market(), parts.account(), providers, parts.clock());
        backups =
                new ServerBackups(
                        copies,
                        new BackupNotes(parts.journal()),
                        providers,
                        stopping,
                        cases,
                        this::launch);
        end = new Closing(parts.market(), parts.account(), settings.pollEvery());
        rounds =
                new ServerRounds(
                        parts.market(),
                        new Guardian(
                                settings.restarts(), providers::word, launches::run, parts.clock()),
                        end,
                        work,
                        cases::publish);
    }

    /// Starts the service and resumes what an earlier run left unfinished.
    public static TenantService start(TenantParts parts, TenantSettings settings) {
        var service = new TenantService(parts, settings);
        service.cases.read().forEach(service::resume);
        var _ = service.work.beginUnlocked(service::readBundle);
        service.rounds.begin(service.cases::all, settings.pollEvery());
        return service;
    }

    @Override
    public Signal<List<ServerSnapshot>> servers() {
        return cases.snapshots();
    }

    @Override
    public Candidates candidates(ServerSpec spec) throws IOException {
        return onChain(() -> buying.candidates(spec));
    }

    @Override
    public Review review(ServerSpec spec) throws IOException {
        // No money is locked for a machine that could never be given its key.
        var _ = Judge.expected(parts.images(), spec);
        var review = onChain(() -> Reviews.of(parts.market(), parts.account(), spec, buying));
        var _ = work.beginUnlocked(() -> providers.ahead(review.candidates()));
        return review;
    }

    @Override
    public ServerId create(Review review) {
        var spec = review.spec();
        try {
            var image = parts.images().image(spec.imageId());
            var server = cases.begin(spec, image.base().rootHash().toHex(), null);
            launch(server);
            return server.id();
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public BackupDesk backups() {
        return backups;
    }

    /// Returns when nothing is under way with a server.
    public void await(ServerId id) throws InterruptedException {
        var server = cases.of(id);
        server.lock.lockInterruptibly();
        server.lock.unlock();
    }

    @Override
    public void topUp(ServerId id, TokenAmount amount) throws IOException {
        var server = cases.of(id);
        var lease =
                server.record()
                        .leaseId()
                        .orElseThrow(() -> new IOException("The server has no lease yet."));
        money.topUp(lease, amount);
        var _ = onChain(() -> rounds.read(server, lease));
    }

    @Override
    public String sshCommand(ServerId id) throws IOException {
        return sshFiles.command(id, running(id), cases.of(id).record().spec().authorizedKeys());
    }

    @Override
    public void stop(ServerId id) {
        var server = cases.of(id);
        work.begin(server, () -> stopping.run(server));
    }

    @Override
    public void start(ServerId id) {
        launch(cases.of(id));
    }

    @Override
    public void restart(ServerId id) {
        var server = cases.of(id);
        work.begin(
                server,
                () -> {
                    if (server.record().stage() == Stage.RUNNING) {
                        stopping.end(server);
                    }
                    launches.run(server);
                });
    }

    @Override
    public void accept(ServerId id) {
        var server = cases.of(id);
        work.begin(
                server,
                () -> {
                    if (Acceptance.note(server, parts.clock().instant())) {
                        launches.run(server);
                    }
                });
    }

    @Override
    public void rebuild(ServerId id, String imageId) throws IOException {
        rebuilds.decide(cases.of(id), imageId);
        launch(cases.of(id));
    }

    @Override
    public void rescue(ServerId id) throws IOException {
        var server = cases.of(id);
        Rescues.require(server.record());
        work.begin(server, () -> Rescues.run(server, stopping, launches::run));
    }

    @Override
    public void resize(ServerId id, GuestSize size) throws IOException {
        Resizes.decide(cases.of(id), size);
    }

    @Override
    public void close(ServerId id) {
        var server = cases.of(id);
        work.begin(server, () -> end.run(server));
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
            var client = providers.to(cases.of(id));
            return new ConsoleStream(client, cases.of(id).record().leaseId().orElseThrow());
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
        return money.withdraw();
    }

    /// Ends the service; servers run on.
    @Override
    public void close() {
        rounds.close();
        work.close();
        providers.close();
        ssh.close();
    }

    private void resume(ServerCase server) {
        switch (server.record().stage()) {
            // A machine that ran may have ended while nobody looked: then it is booted again.
            case ORDERING, LAUNCHING, RUNNING -> launch(server);
            case CLOSING -> work.begin(server, () -> end.run(server));
            case STOPPED -> {
                if (server.record().setup().again()) {
                    launch(server);
                } else {
                    work.begin(server, () -> stopping.resume(server));
                }
            }
            case FAILED, CLOSED -> {
                // The watch over the chain keeps them up to date.
            }
        }
    }

    private void readBundle() {
        try {
            cases.newest(NewestBundle.of(parts.images().bundle()));
        } catch (IOException e) {
            LOG.log(Logger.Level.INFO, "there is no boot bundle to compare servers with", e);
        }
    }

    private void launch(ServerCase server) {
        work.begin(server, () -> launches.run(server));
    }

    private SshEndpoint running(ServerId id) throws IOException {
        var record = cases.of(id).record();
        if (record.stage() != Stage.RUNNING) {
            throw new IOException("The server " + record.spec().name() + " is not running.");
        }
        return record.ssh();
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
