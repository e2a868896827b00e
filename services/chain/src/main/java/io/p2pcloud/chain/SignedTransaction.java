package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import io.p2pcloud.common.Rlp.Item;
import io.p2pcloud.wallet.Signer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// A type 2 transaction (EIP-1559, EIP-2718) ready to be sent.
record SignedTransaction(TxHash hash, Bytes raw) {
    private static final byte[] TYPE = {2};

    static SignedTransaction sign(
            Signer by, ChainId chain, long nonce, ContractCall call, long gas, Fees fees) {
        var fields = new ArrayList<Item>();
        fields.add(Item.number(BigInteger.valueOf(chain.value())));
        fields.add(Item.number(BigInteger.valueOf(nonce)));
        fields.add(Item.number(fees.tip()));
        fields.add(Item.number(fees.max()));
        fields.add(Item.number(BigInteger.valueOf(gas)));
        fields.add(Item.text(call.to().map(Address::toArray).orElse(new byte[0])));
        fields.add(Item.number(call.value()));
        fields.add(Item.text(call.input().toArray()));
        fields.add(new Item.Sequence(List.of())); // no access list
        var signature = by.sign(Keccak.hash(TYPE, Rlp.encode(new Item.Sequence(fields))));
        fields.add(Item.number(BigInteger.valueOf(signature.v() - 27)));
        fields.add(Item.number(signature.r().toNumber()));
        fields.add(Item.number(signature.s().toNumber()));
        var body = Rlp.encode(new Item.Sequence(fields));
        var raw = new byte[body.length + 1];
        raw[0] = TYPE[0];
        System.arraycopy(body, 0, raw, 1, body.length);
        return new SignedTransaction(new TxHash(Keccak.hash(raw)), Bytes.of(raw));
    }
}
