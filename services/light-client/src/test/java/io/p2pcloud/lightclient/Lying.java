package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Lies in the n-th answer, and again when that question is asked a second time; sometimes in every
/// answer, or with another chain's.
final class Lying implements Transport {
    private final Transport honest;
    private final Transport other;
    private final Mutator mutator;
    private final int target;
    private final boolean substitutes;
    private int count;

    Lying(Transport honest, Transport other, long seed, int answers) {
        var random = new Random(seed);
        this.honest = honest;
        this.other = other;
        this.mutator = new Mutator(seed);
        this.target = random.nextInt(30) == 0 ? -1 : random.nextInt(answers);
        this.substitutes = random.nextInt(15) == 0;
    }

    private boolean liesNow() {
        return target < 0 || count++ == target;
    }

    private boolean liesNow(Bytes json) {
        boolean again = new String(json.toArray(), StandardCharsets.UTF_8).contains("blockHash");
        return again ? target < 0 || count == target + 1 : liesNow();
    }

    @Override
    public Answer get(URI address, String accept) throws IOException {
        if (!liesNow()) {
            return honest.get(address, accept);
        }
        return substitutes
                ? other.get(address, accept)
                : mutator.mutate(honest.get(address, accept));
    }

    @Override
    public Answer post(URI address, Bytes json) throws IOException {
        if (!liesNow(json)) {
            return honest.post(address, json);
        }
        return substitutes ? other.post(address, json) : mutator.mutate(honest.post(address, json));
    }
}
