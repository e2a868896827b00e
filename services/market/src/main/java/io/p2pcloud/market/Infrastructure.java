package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import java.util.List;

/// One order's demand (the white paper's DeploymentInfrastructure): all of it goes to one provider.
///
/// @param region where it must run; empty for anywhere
/// @param persist whether a new order opens when the provider fails, at most 3 times
/// @param minStake of the provider
/// @param groups 1 to 4
/// @param requirements at most 4 audited attributes
public record Infrastructure(
        String region,
        boolean persist,
        TokenAmount minStake,
        List<ResourceGroup> groups,
        List<Requirement> requirements) {
    private static final int MAX = 4;

    public Infrastructure {
        groups = List.copyOf(groups);
        requirements = List.copyOf(requirements);
        Label.encode(region);
        if (groups.isEmpty() || groups.size() > MAX || requirements.size() > MAX) {
            throw new IllegalArgumentException(
                    "an order has 1 to 4 groups and at most 4 requirements");
        }
    }

    /// An attribute that `auditor` must have attested of the provider.
    public record Requirement(Address auditor, String key, String value) {
        public Requirement {
            Label.encode(key);
            Label.encode(value);
        }
    }

    public int units() {
        return groups.stream().mapToInt(ResourceGroup::count).sum();
    }
}
