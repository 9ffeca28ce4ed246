package dev.sommelier.dataset;

import dev.sommelier.dataset.Examination.Examined;
import dev.sommelier.image.Format;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How many photos a class has.
///
/// @param label name of the class
/// @param files in its folder
/// @param usable of them: what training would take
/// @param formats of all files whose header can be read, by content and not by name
public record AuditCount(String label, int files, int usable, Map<Format, Integer> formats) {

    static AuditCount of(String label, List<Examined> all) {
        List<Examined> own =
                all.stream().filter(e -> e.photo().label().equals(label)).toList();
        Map<Format, Integer> formats = new EnumMap<>(Format.class);
        own.stream()
                .flatMap(e -> e.photo().header().stream())
                .forEach(header -> formats.merge(header.format(), 1, Integer::sum));
        int usable = (int) own.stream().filter(e -> e.views().isPresent()).count();
        return new AuditCount(label, own.size(), usable, formats);
    }
}
