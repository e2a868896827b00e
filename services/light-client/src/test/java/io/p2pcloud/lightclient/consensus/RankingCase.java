package io.p2pcloud.lightclient.consensus;

import java.io.IOException;
import java.util.ArrayList;

/// `update_ranking.md`: updates from the best to the worst.
record RankingCase(SpecCase files) {
    int run() throws IOException {
        var meta = SpecCase.map(files.yaml("meta.yaml"));
        int count = SpecCase.number(SpecCase.get(meta, "updates_count")).intValueExact();
        if (count < 2 || files.has("updates_" + count + ".ssz_snappy")) {
            throw new AssertionError("there are not " + count + " updates to rank");
        }
        var fork = files.forkOnPath();
        var preset = files.presetOnPath();
        var updates = new ArrayList<LightClientUpdate>();
        for (int i = 0; i < count; i++) {
            updates.add(LightClientSsz.readUpdate(files.ssz("updates_" + i), fork, preset));
        }
        for (int better = 0; better < count; better++) {
            for (int worse = better + 1; worse < count; worse++) {
                if (UpdateRanking.isBetterUpdate(preset, updates.get(worse), updates.get(better))) {
                    throw new AssertionError("update " + worse + " ranks before " + better);
                }
            }
        }
        return count;
    }
}
