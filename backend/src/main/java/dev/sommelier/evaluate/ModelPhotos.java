package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.PhotoFolder;
import dev.sommelier.failure.Failure;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// A folder's photos under a model's classes.
///
/// @param source the folder's name, as people and `evaluation.json` read it
/// @param photos at least one; labels are indices into the model's
public record ModelPhotos(String source, List<LabelledPhoto> photos) {

    /// @param source the folder's name
    /// @param labels the model's
    /// @param side which photos count, for example those that were kept back for the test
    /// @throws Failure.BadDataset if the classes are not the model's, or no photo counts
    public static ModelPhotos of(
            String source, PhotoFolder folder, List<String> labels, Predicate<LabelledPhoto> side) {
        if (!Set.copyOf(folder.labels()).equals(Set.copyOf(labels))) {
            throw new Failure.BadDataset(
                    "%s has the classes %s, and the model knows %s. Give photos with a folder for each of the model's classes."
                            .formatted(source, folder.labels(), labels));
        }
        List<LabelledPhoto> photos = folder.photos().stream()
                .filter(side)
                .map(photo -> new LabelledPhoto(
                        photo.file(), labels.indexOf(folder.labels().get(photo.label()))))
                .toList();
        if (photos.isEmpty()) {
            throw new Failure.BadDataset(
                    "%s has no photo on the side that was asked for. Give the split that was made of this folder."
                            .formatted(source));
        }
        return new ModelPhotos(source, photos);
    }
}
