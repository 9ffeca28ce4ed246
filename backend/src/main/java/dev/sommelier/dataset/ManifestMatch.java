package dev.sommelier.dataset;

import dev.sommelier.dataset.SplitManifest.Photo;
import dev.sommelier.dataset.SplitManifest.Side;
import dev.sommelier.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the photos of a manifest among samples, by content and class.
final class ManifestMatch {
    /// Photos named in an error, of each kind.
    private static final int NAMED = 5;

    private final SplitManifest manifest;
    private final Path root;
    private final Map<Content, Deque<Sample>> left = new HashMap<>();
    private final List<Photo> missing = new ArrayList<>();
    private final Map<Side, List<Sample>> sides = new EnumMap<>(Side.class);

    ManifestMatch(SplitManifest manifest, Path root, List<Sample> samples) {
        this.manifest = manifest;
        this.root = root;
        for (Side side : Side.values()) {
            sides.put(side, new ArrayList<>());
        }
        for (Sample sample : samples) {
            String label = manifest.labels().get(sample.photo().label());
            left.computeIfAbsent(new Content(label, sample.sha256()), _ -> new ArrayDeque<>())
                    .add(sample);
        }
    }

    Split split() {
        manifest.photos().forEach(this::place);
        List<Sample> others = left.values().stream().flatMap(Collection::stream).toList();
        if (!missing.isEmpty() || !others.isEmpty()) {
            throw refused(others);
        }
        return new Split(side(Side.TRAINING), side(Side.VALIDATION), side(Side.TEST));
    }

    private void place(Photo photo) {
        Sample found = left.getOrDefault(photo.content(), new ArrayDeque<>()).poll();
        if (found == null) {
            missing.add(photo);
        } else {
            sides.getOrDefault(photo.side(), List.of()).add(found);
        }
    }

    private List<Sample> side(Side side) {
        return sides.getOrDefault(side, List.of()).stream()
                .sorted(Split.CONTENT)
                .toList();
    }

    /// A photo that is missing while another one has its name was changed.
    private Failure refused(List<Sample> others) {
        Set<String> lost = missing.stream().map(Photo::path).collect(Collectors.toSet());
        Set<String> found =
                others.stream().map(sample -> SplitManifest.path(root, sample)).collect(Collectors.toSet());
        String reasons = Stream.of(
                        named("missing", lost.stream().filter(path -> !found.contains(path))),
                        named("changed", lost.stream().filter(found::contains)),
                        named("not in it", found.stream().filter(path -> !lost.contains(path))))
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.joining("; "));
        return new Failure.BadDataset(
                "The split does not fit the photos in %s: %s. Put the photos back as they were, or make a new split."
                        .formatted(root, reasons));
    }

    private static String named(String what, Stream<String> paths) {
        List<String> sorted = paths.sorted().toList();
        if (sorted.isEmpty()) {
            return "";
        }
        String names = sorted.stream().limit(NAMED).collect(Collectors.joining(", "));
        return "%d %s (%s%s)".formatted(sorted.size(), what, names, sorted.size() > NAMED ? ", …" : "");
    }
}
