package io.p2pcloud.devnet;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.ChainId;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.chain.NonceJournal;
import io.p2pcloud.chain.SendPolicy;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.devnet.DevnetException.Reason;
import io.p2pcloud.devnet.DevnetState.Start;
import io.p2pcloud.wallet.SigningKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The embedded chain: an anvil process on loopback with the test token and the market on it.
/// [#start] resumes the folder's chain, or takes over a process that a crash left behind. While it
/// runs, the state is put on disk a second or two after each change; [#close] does so once more and
/// ends the process. It blocks: not for the window's thread.
public final class Devnet implements AutoCloseable {
    /// Ours alone among the registered chain ids, so that no real signature is worth anything here
    /// and none from here is worth anything elsewhere.
    public static final ChainId CHAIN_ID = new ChainId(7_272_727);

    private static final System.Logger LOG = System.getLogger(Devnet.class.getName());
    private static final int SECONDS_PER_BLOCK = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final DevnetPlace place;
    private final String searchPath;
    private final MarketSetting setting;
    private final DevnetClockwork clockwork;
    private final InstantSource clock;
    private final Signal<DevnetState> state = new Signal<>(new DevnetState.Stopped());
    private final SigningKey deployer = Faucet.deployer();
    private @Nullable DevnetSession session;

    /// @param searchPath the environment's PATH, where anvil is looked for last
    public Devnet(DevnetPlace place, String searchPath, InstantSource clock) {
        this(
                place,
                searchPath,
                MarketSetting.usual(),
                new DevnetClockwork(CHAIN_ID, SECONDS_PER_BLOCK, Optional.empty()),
                clock);
    }

    /// A new chain that begins at `genesis`, to make a past on: it makes a block for each
    /// transaction and none between, keeps no old states, and is put on disk by [#close] alone.
    public static Devnet since(
            Instant genesis, DevnetPlace place, String searchPath, InstantSource clock) {
        return new Devnet(
                place,
                searchPath,
                MarketSetting.usual(),
                new DevnetClockwork(CHAIN_ID, SECONDS_PER_BLOCK, Optional.of(genesis)),
                clock);
    }

    private Devnet(
            DevnetPlace place,
            String searchPath,
            MarketSetting setting,
            DevnetClockwork clockwork,
            InstantSource clock) {
        this.place = place;
        this.searchPath = searchPath;
        this.setting = setting;
        this.clockwork = clockwork;
        this.clock = clock;
    }

    public Signal<DevnetState> state() {
        return state;
    }

    /// Starts the chain, or gives what runs already.
    ///
    /// @throws DevnetException with a sentence for the user; the state is then `Failed`
    public synchronized DevnetState.Running start() {
        if (state.get() instanceof DevnetState.Running running) {
            return running;
        }
        try {
            var running = startNow();
            state.set(running);
            return running;
        } catch (DevnetException e) {
            end(false);
            state.set(new DevnetState.Failed(String.valueOf(e.getMessage())));
            throw e;
        } catch (ChainException e) {
            end(false);
            var sentence = "The embedded chain failed while it started: " + e.getMessage();
            state.set(new DevnetState.Failed(sentence));
            throw new DevnetException(Reason.NOT_STARTED, sentence, e);
        }
    }

    private DevnetState.Running startNow() {
        state.set(new DevnetState.Starting("Starting the chain"));
        makeFolder();
        var file = new ChainStateFile(place.state());
        var adopted = AnvilProcess.adopt(place, clockwork.chain().value());
        Start start;
        AnvilProcess process;
        if (adopted.isPresent()) {
            start = Start.ADOPTED;
            process = adopted.get();
        } else {
            var program = AnvilProgram.of(place.installRoot(), searchPath).find();
            start = file.exists() ? Start.RESUMED : Start.FRESH;
            var loading = start == Start.RESUMED ? unpack(file) : Optional.<Path>empty();
            if (start == Start.RESUMED && loading.isEmpty()) {
                start = Start.REPLACED;
            }
            process = AnvilProcess.start(place, program, clockwork, loading, clock);
        }
        var rpc = new HttpJsonRpc(process.rpc(), TIMEOUT);
        var chain = Chain.connect(rpc, clockwork.chain());
        var transactions =
                new Transactions(chain, NonceJournal.inMemory(), SendPolicy.devnet(), clock);
        var dumps = new StateDumps(file, place.head(), process.rpc(), chain);
        var beacon = new DevnetBeacon(process.rpc(), clock);
        var faucet = new Faucet(transactions, deployer);
        session = new DevnetSession(process, rpc, faucet, dumps, beacon);
        if (start == Start.RESUMED) {
            dumps.catchUp();
        }
        faucet.fill();
        Thread.ofVirtual()
                .name("devnet-exit")
                .start(() -> {
                    process.awaitExit();
                    ended(process);
                });
        return withContracts(process, transactions, dumps, start);
    }

    private DevnetState.Running withContracts(
            AnvilProcess process, Transactions transactions, StateDumps dumps, Start found) {
        var deployment = new MarketDeployment(transactions, deployer);
        var contracts =
                DevnetContracts.read(place.contracts()).filter(deployment::stands).orElse(null);
        var start = found;
        if (contracts == null) {
            state.set(new DevnetState.Starting("Making the market"));
            if (found == Start.RESUMED || found == Start.ADOPTED) {
                start = Start.REPLACED;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the market on the embedded chain is not of this version: a new one is"
                                + " made, and earlier leases are gone");
            }
            contracts = deployment.deploy(setting);
            try {
                contracts.write(place.contracts());
            } catch (IOException e) {
                throw disk(e);
            }
            var _ = dumps.now();
        }
        if (!clockwork.makesAPast()) {
            dumps.begin();
        }
        return new DevnetState.Running(
                process.rpc(),
                session().beacon().address(),
                session().beacon().checkpoint(),
                clockwork.chain(),
                contracts.token(),
                contracts.market(),
                start);
    }

    /// Gives an account the chain's coin for gas and test tokens on top of what it has.
    ///
    /// @throws DevnetException when the chain does not run
    public synchronized void fund(Address account, BigInteger wei, TokenAmount tokens) {
        var faucet = session().faucet();
        faucet.give(account, wei);
        if (!tokens.isZero()
                && state.get() instanceof DevnetState.Running(_, _, _, _, var token, _, _)) {
            faucet.mint(token, account, tokens);
        }
        session().dumps().changed();
    }

    /// Ends the chain after its state was put on disk; harmless when it does not run.
    @Override
    public synchronized void close() {
        end(true);
        state.set(new DevnetState.Stopped());
    }

    /// @throws DevnetException when the state cannot be put on disk; what was there before stays
    public synchronized void save() {
        if (!session().dumps().now()) {
            throw new DevnetException(
                    Reason.DISK,
                    "The embedded chain could not be put into "
                            + place.folder()
                            + ": check the disk's space and permissions.");
        }
    }

    /// Ends the chain and leaves what is on disk as it is.
    public synchronized void abandon() {
        end(false);
        state.set(new DevnetState.Stopped());
    }

    private void end(boolean dump) {
        var ending = session;
        session = null;
        if (ending == null) {
            return;
        }
        ending.end(dump);
    }

    /// The process ended by itself or was ended by someone else.
    private synchronized void ended(AnvilProcess process) {
        if (session != null && session.process() == process) {
            end(false);
            state.set(
                    new DevnetState.Failed(
                            "The embedded chain ended unexpectedly: start it again; its last state"
                                    + " is on disk."));
        }
    }

    /// Empty when the file was damaged: it is then set aside.
    private Optional<Path> unpack(ChainStateFile file) {
        try {
            file.unpack(place.loading());
            return Optional.of(place.loading());
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the embedded chain''s state cannot be read and is set aside: {0}",
                    e.getMessage());
            try {
                Files.move(
                        place.state(),
                        place.folder().resolve("chain.damaged.gz"),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException moving) {
                throw disk(moving);
            }
            return Optional.empty();
        }
    }

    private void makeFolder() {
        try {
            Files.createDirectories(place.folder());
        } catch (IOException e) {
            throw disk(e);
        }
    }

    private DevnetException disk(IOException e) {
        return new DevnetException(
                Reason.DISK,
                "The embedded chain's folder "
                        + place.folder()
                        + " cannot be used ("
                        + e.getMessage()
                        + "): check the disk's space and permissions.",
                e);
    }

    private DevnetSession session() {
        if (session == null) {
            throw new DevnetException(Reason.NOT_STARTED, "The embedded chain does not run.");
        }
        return session;
    }
}
