package io.p2pcloud.attestation;

import java.util.Optional;

/// The product lines that AMD issues certificates for, each with its own root (VCEK specification,
/// chapter 4, product names). Bergamo and Siena are Genoa here.
public enum Product {
    MILAN("Milan"),
    GENOA("Genoa"),
    TURIN("Turin");

    private final String productName;

    Product(String productName) {
        this.productName = productName;
    }

    /// As AMD writes it in certificates and in addresses of its key service.
    public String productName() {
        return productName;
    }

    /// The product of a CPU; empty for one that this version does not know.
    public static Optional<Product> of(CpuModel cpu) {
        int model = cpu.model();
        return switch (cpu.family()) {
            case 0x19 -> {
                if (model <= 0x0f) {
                    yield Optional.of(MILAN);
                }
                boolean genoa = model <= 0x1f || (model >= 0xa0 && model <= 0xaf);
                yield genoa ? Optional.of(GENOA) : Optional.empty();
            }
            case 0x1a -> model <= 0x11 ? Optional.of(TURIN) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// The product that a certificate names, where steppings may follow ("Milan-B0").
    static Optional<Product> named(String text) {
        int dash = text.indexOf('-');
        var name = dash < 0 ? text : text.substring(0, dash);
        for (var product : values()) {
            if (product.productName.equals(name)) {
                return Optional.of(product);
            }
        }
        return Optional.empty();
    }

    /// Bytes of the hardware id in this product's certificates: Turin's is 8 of the report's 64.
    int hardwareIdSize() {
        return this == TURIN ? 8 : 64;
    }

    @Override
    public String toString() {
        return productName;
    }
}
