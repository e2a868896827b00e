package io.p2pcloud.views.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Tier;
import io.p2pcloud.history.EntryKind;
import io.p2pcloud.history.EntrySort;
import io.p2pcloud.history.Role;
import io.p2pcloud.provider.HostedLease;
import io.p2pcloud.provider.ReadinessRow;
import io.p2pcloud.tenant.Candidates;
import io.p2pcloud.tenant.LaunchPhase;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.views.session.AccountLine;
import io.p2pcloud.views.session.Preferences;
import io.p2pcloud.views.trust.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextsTest {
    /// Enums whose constants are shown by [Texts#word].
    private static final List<Class<? extends Enum<?>>> WORDS =
            List.of(
                    Page.class,
                    Place.ServerTab.class,
                    Mark.class,
                    Tier.class,
                    Preferences.Appearance.class,
                    LaunchPhase.class,
                    Candidates.Requirement.class,
                    ServerSpec.Mode.class,
                    ReadinessRow.Status.class,
                    HostedLease.State.class,
                    EntryKind.class,
                    EntrySort.class,
                    Role.class,
                    AccountLine.Use.class,
                    Standing.class);

    /// Enums that only their own package sees.
    private static final Pattern HIDDEN_ENUMS =
            Pattern.compile("(Look|Preset|Group|Heading|Protection|Side)\\..+");

    private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z0-9.-]*)\"(\\s*\\+)?");

    private static final Set<String> KEYS =
            ResourceBundle.getBundle("io.p2pcloud.views.messages", Locale.ROOT).keySet();

    @Test
    void everyTextThatTheSourceNamesExists() {
        var asked = new TreeSet<String>();
        var call = Pattern.compile("Texts\\s*\\.\\s*(of|count)\\(\\s*\"([^\"]+)\"(\\s*\\+)?");
        for (var source : sources()) {
            var calls = call.matcher(source);
            while (calls.find()) {
                var key = calls.group(2);
                if (calls.group(1).equals("count")) {
                    asked.add(key + ".one");
                    asked.add(key + ".many");
                } else if (calls.group(3) == null) {
                    asked.add(key);
                } else {
                    assertThat(KEYS).anyMatch(it -> it.startsWith(key));
                }
            }
        }
        assertThat(asked).hasSizeGreaterThan(100);
        assertThat(KEYS).containsAll(asked);
    }

    @Test
    void everyShownConstantHasAWord() {
        var wanted =
                WORDS.stream()
                        .flatMap(type ->
                                List.of(type.getEnumConstants()).stream()
                                        .map(it -> type.getSimpleName() + "." + it.name()))
                        .collect(Collectors.toSet());
        assertThat(KEYS).containsAll(wanted);
    }

    @Test
    void noTextIsLeftOver() {
        var named = new TreeSet<String>();
        var beginnings = new ArrayList<String>();
        for (var source : sources()) {
            var literals = LITERAL.matcher(source);
            while (literals.find()) {
                named.add(literals.group(1));
                if (literals.group(2) != null) {
                    beginnings.add(literals.group(1));
                }
            }
        }
        var enums = WORDS.stream().map(Class::getSimpleName).collect(Collectors.toSet());
        var unused =
                KEYS.stream()
                        .filter(key -> !named.contains(key.replaceAll("\\.(one|many)$", "")))
                        .filter(key -> !named.contains(key))
                        .filter(key -> !enums.contains(key.substring(0, key.indexOf('.'))))
                        .filter(key -> !HIDDEN_ENUMS.matcher(key).matches())
                        .filter(key -> beginnings.stream().noneMatch(key::startsWith))
                        .toList();
        assertThat(unused).isEmpty();
    }

    @Test
    void putsArgumentsIntoTheirPlaces() {
        assertThat(Texts.of("launch.progress", 2, 7)).isEqualTo("2 of 7 phases");
        assertThat(Texts.count("provide.machines", 1)).isEqualTo("1 machine");
        assertThat(Texts.count("provide.machines", 3)).isEqualTo("3 machines");
    }

    private static List<String> sources() {
        var root = Path.of("src/main/java");
        try (var files = Files.walk(root)) {
            return files.filter(it -> it.toString().endsWith(".java"))
                    .map(TextsTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
