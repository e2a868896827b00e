package io.p2pcloud.played;

import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.guest.BootBundle;
import io.p2pcloud.guest.BundleFile;
import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.fake.FakeGuest;
import io.p2pcloud.launcher.fake.FakeHypervisor;
import io.p2pcloud.launcher.storage.SystemDisk;
import io.p2pcloud.launcher.storage.Volumes;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.provider.GuestSupply;
import io.p2pcloud.provider.HostSettings;
import io.p2pcloud.provider.HostingService;
import io.p2pcloud.provider.ListingTerms;
import io.p2pcloud.store.Database;
import io.p2pcloud.store.Journal;
import io.p2pcloud.wallet.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// One provider: the product's service over a fake hypervisor.
final class PlayedProvider implements AutoCloseable {
    private static final Duration ROUND = Duration.ofMillis(300);
    private static final int COUNT = 64;

    final SigningKey key;
    final FakeHypervisor hypervisor;
    final PlayedHost host = new PlayedHost();
    private final Path volumes;
    private final Database database;
    private final HostingService service;
    private volatile SimulatedChip chip;

    PlayedProvider(
            Path folder, Marketplace market, SigningKey key, BootBundle bundle, SimulatedChip chip)
            throws IOException {
        this.key = key;
        this.chip = chip;
        var clock = InstantSource.system();
        hypervisor = new FakeHypervisor(clock);
        hypervisor.offerConfidential();
        hypervisor.play(this::play);
        database = Database.open(folder.resolve("ledger"), List.of(Journal.SCHEMA), clock);
        volumes = Files.createDirectories(folder.resolve("volumes"));
        service =
                HostingService.start(
                        new HostingService.Parts(
                                market,
                                key,
                                HostingService.identity(market, key, clock, new SecureRandom()),
                                hypervisor,
                                new Volumes(volumes, new SystemDisk(), 0),
                                supply(bundle),
                                new Journal(database, clock),
                                () -> {
                                    throw new IOException("played guests need no such machine");
                                },
                                clock),
                        new HostSettings(
                                folder.resolve("host"),
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                "127.0.0.1",
                                "here",
                                Duration.ofMinutes(1),
                                ROUND,
                                0,
                                0));
    }

    /// Offers such machines.
    OfferId list(ComputeUnit unit, Rate price) throws IOException {
        return service.list(new ListingTerms(unit, COUNT, price, TokenAmount.ZERO));
    }

    int port() {
        return service.port();
    }

    /// The processor of what is started from now on.
    void chip(SimulatedChip next) {
        chip = next;
    }

    /// The machines that run here, oldest first.
    List<FakeGuest> machines() {
        return hypervisor.list().stream().map(it -> hypervisor.guest(it.plan().name())).toList();
    }

    List<Path> disks() throws IOException {
        try (var files = Files.list(volumes)) {
            return files.toList();
        }
    }

    private void play(FakeGuest machine) {
        try {
            var _ =
                    Thread.ofVirtual()
                            .name("played guest")
                            .start(new PlayedGuest(machine, chip, host));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GuestSupply supply(BootBundle bundle) {
        return new GuestSupply() {
            @Override
            public BootBundle bundle() {
                return bundle;
            }

            @Override
            public Optional<Path> confidentialFirmware() {
                return bundle.firmware().map(BundleFile::path);
            }

            @Override
            public Accelerator accelerator() {
                return Accelerator.KVM;
            }
        };
    }

    @Override
    public void close() {
        service.close();
        hypervisor
                .list()
                .forEach(guest -> {
                    try {
                        guest.destroy();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
        database.close();
    }
}
