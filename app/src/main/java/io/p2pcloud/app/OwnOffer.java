package io.p2pcloud.app;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.Offer;
import io.p2pcloud.provider.ListingTerms;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// What this computer offers to itself in *Try it on this computer*.
final class OwnOffer {
    private final LocalCloud cloud;
    private final Consumer<String> say;

    OwnOffer(LocalCloud cloud, Consumer<String> say) {
        this.cloud = cloud;
        this.say = say;
    }

    /// An offer that can be taken now.
    Optional<Offer> free() {
        return cloud.provider().state().get().offers().stream()
                .filter(offer -> offer.free() > 0)
                .findFirst();
    }

    /// Looks at the machine and lists it if nothing of it is free to take.
    ///
    /// @return what this machine would be listed for now
    /// @throws UserError when it cannot run servers
    ListingTerms list() throws IOException, UserError {
        say.accept("Looking at this machine");
        var readiness = cloud.provider().check();
        for (var row : readiness.rows()) {
            say.accept("  %-30s %s".formatted(row.name(), row.found()));
        }
        if (readiness.tier().isEmpty()) {
            throw new UserError(Obstacles.of(readiness));
        }
        var terms = cloud.provider().suggestion(readiness);
        if (free().isEmpty()) {
            var offer = cloud.provider().list(terms);
            say.accept(
                    "Listed offer %s: %d vCPU, %d MiB memory, %d GiB disk at %s a month"
                            .formatted(
                                    offer,
                                    terms.unit().vcpu(),
                                    terms.unit().memoryMib(),
                                    terms.unit().diskGib(),
                                    money(terms.price().costPerMonth())));
        }
        return terms;
    }

    private String money(TokenAmount amount) {
        return money(cloud, amount);
    }

    static String money(LocalCloud cloud, TokenAmount amount) {
        var config = cloud.market().config();
        return amount.toDecimal(config.tokenDecimals()).toPlainString()
                + " "
                + config.tokenSymbol();
    }
}
