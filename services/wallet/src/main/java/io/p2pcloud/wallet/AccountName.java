package io.p2pcloud.wallet;

import io.p2pcloud.common.Bytes32;
import java.util.regex.Pattern;

/// The name of a key in a [Keystore]: `tenant`, `provider`, `launch/<lease id>`. It is also the
/// path of its file, so only lower-case letters, digits and inner dashes may stand in its parts.
public record AccountName(String value) implements Comparable<AccountName> {
    // Before the constants: their constructor uses it.
    private static final Pattern FORM =
            Pattern.compile("[a-z0-9](-?[a-z0-9]){0,79}(/[a-z0-9](-?[a-z0-9]){0,79}){0,2}");

    public static final AccountName TENANT = new AccountName("tenant");
    public static final AccountName PROVIDER = new AccountName("provider");

    public AccountName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a key's name: "
                            + value
                            + " (use lower-case letters, digits and dashes, with / between parts)");
        }
    }

    /// The launch key of one lease or of one server.
    public static AccountName launch(Bytes32 id) {
        return new AccountName("launch/" + id.toHex());
    }

    public static AccountName launch(String server) {
        return new AccountName("launch/" + server);
    }

    @Override
    public int compareTo(AccountName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
