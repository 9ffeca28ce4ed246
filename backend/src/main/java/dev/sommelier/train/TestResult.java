package dev.sommelier.train;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.evaluate.Answers;
import dev.sommelier.evaluate.Evaluation;
import dev.sommelier.evaluate.Examination;
import dev.sommelier.evaluate.ModelPhotos;
import dev.sommelier.evaluate.Report;
import dev.sommelier.evaluate.Score;
import dev.sommelier.model.Bundle;
import java.io.IOException;
import java.util.List;

/// What a model is worth, by the test photos, which nothing before was chosen by.
///
/// @param photos that could be read
/// @param answers to them
record TestResult(Score score, Report report, List<LabelledPhoto> photos, Answers answers) {
    /// Worsened photos would take twenty times as long; `sommelier evaluate` asks about them.
    private static final Examination.Options OPTIONS = new Examination.Options(true, false);

    /// @param bundle with its calibration
    static TestResult of(Bundle bundle, Evaluation evaluation, TrainingData data, Progress progress)
            throws IOException {
        List<LabelledPhoto> photos = Judgement.photos(data.split().test());
        ModelPhotos material = new ModelPhotos("the test photos", photos);
        Examination.Examined examined =
                new Examination(bundle, evaluation, material, List.of(), OPTIONS, progress::checkStop).examine();
        float temperature = bundle.card().calibration().temperature();
        return new TestResult(
                Score.of(examined.answers(), temperature), examined.report(), examined.photos(), examined.answers());
    }
}
