package io.p2pcloud.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The README says who may do what. An act that it does not name would be a back door.
class ActsDocumentTest {
    private static final Path README = Path.of("README.md").toAbsolutePath();
    private static final Path GAS = Path.of("gas.csv").toAbsolutePath();

    @Test
    void everyActOfTheMarketIsNamedWithThoseWhoMay() throws IOException {
        var text = Files.readString(README);
        var who = text.substring(text.indexOf("## Who may do what"), text.indexOf("## Money"));
        assertThat(acts())
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        act -> assertThat(who).containsPattern("\\b" + Pattern.quote(act) + "\\b"));
    }

    @Test
    void nothingSetsTheMarketsConstantsOrTakesEther() {
        assertThat(functions().filter(it -> it.get("stateMutability").asString().equals("payable")))
                .isEmpty();
        assertThat(acts())
                .filteredOn(act -> act.matches("(set|init|upgrade|pause|transfer|grant|mint).*"))
                .containsExactly("setLaunchKey");
    }

    @Test
    void gasIsMeasuredForActsOfTheMarketAlone() throws IOException {
        var rows = Files.readAllLines(GAS);
        assertThat(rows.getFirst()).isEqualTo("act,shape,gas,gas_each");
        assertThat(rows.subList(1, rows.size()))
                .hasSizeGreaterThan(40)
                .allSatisfy(row -> {
                    var columns = row.split(",", -1);
                    assertThat(columns).hasSize(4);
                    assertThat(acts()).contains(columns[0]);
                    assertThat(Long.parseLong(columns[2]))
                            .isGreaterThanOrEqualTo(Long.parseLong(columns[3]));
                });
    }

    private static List<String> acts() {
        return functions()
                .filter(it ->
                        !List.of("view", "pure").contains(it.get("stateMutability").asString()))
                .map(it -> it.get("name").asString())
                .toList();
    }

    private static Stream<JsonNode> functions() {
        return Json.parse(MarketArtifacts.market().abi())
                .valueStream()
                .filter(item -> item.get("type").asString().equals("function"));
    }
}
