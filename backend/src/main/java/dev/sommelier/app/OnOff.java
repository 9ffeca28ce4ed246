package dev.sommelier.app;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Value of an option. Not a boolean, for which picocli has rules of its own.
enum OnOff {
    ON,
    OFF;

    static final class Converter implements ITypeConverter<OnOff> {
        @Override
        public OnOff convert(String value) {
            return switch (value) {
                case "on" -> ON;
                case "off" -> OFF;
                default -> throw new TypeConversionException("'%s' is neither on nor off".formatted(value));
            };
        }
    }
}
