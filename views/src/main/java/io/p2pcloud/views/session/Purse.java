package io.p2pcloud.views.session;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import java.io.IOException;
import java.util.List;

/// The accounts of this computer and their money.
public interface Purse {
    /// Empty until they were read for the first time.
    Signal<List<AccountLine>> accounts();

    /// Sends all of an account's credit in the market to the account itself. Blocks.
    ///
    /// @throws IOException with a sentence for the user when the chain refuses or does not answer
    TokenAmount withdraw(Address account) throws IOException;
}
