package io.p2pcloud.app;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Orders a new server for what a backup holds.
final class BackupRestore {
    private static final int DEPOSIT_MONTHS = 2;
    private static final int OFFERS = 500;

    private final LocalCloud cloud;
    private final Consumer<String> say;

    BackupRestore(LocalCloud cloud, Consumer<String> say) {
        this.cloud = cloud;
        this.say = say;
    }

    /// @param name empty for that of the old server
    /// @param provider whose machine it is to be; empty for the best offer that is no dearer than
    ///   this computer's own
    ServerId order(Path file, Optional<String> name, Optional<Address> provider)
            throws UserError, IOException, InterruptedException {
        try {
            var backup = cloud.tenant().backups().read(file);
            var was = backup.spec();
            say.accept(
                    "A backup of %s, taken at %s after boot %d"
                            .formatted(was.name(), backup.takenAt(), backup.boot()));
            if (provider.isEmpty()) {
                var _ = new OwnOffer(cloud, say).list();
            }
            var offer =
                    OfferOf.fitting(
                            cloud.market().offers(0, OFFERS).value().items(),
                            provider.orElse(cloud.providerAccount()),
                            backup.unit());
            var spec =
                    new ServerSpec(
                            name.orElse(was.name()),
                            provider.isPresent() ? backup.unit() : offer.unit(),
                            was.imageId(),
                            was.authorizedKeys(),
                            FirstBoot.NONE,
                            offer.price(),
                            offer.price().costPerMonth().times(DEPOSIT_MONTHS),
                            ServerSpec.Mode.BEST_OFFER,
                            provider.map(Address::toHex).orElse(null));
            return cloud.tenant().backups().restore(cloud.tenant().review(spec), file);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
