package dev.sommelier.runs;

/// What training keeps, and what is answered of it.
final class KeptEvaluation {
    static final String JSON = """
            {"schema":1, "model":"cats", "labels":["cat","dog"], "data":"the test photos", "photos":5,
             "summary":{"photos":5,"accuracy":0.6,"accuracy_95":[0.2,0.9],"macro_f1":null,"log_loss":0.7,"brier":0.5,
               "calibration_error":0.1},
             "classes":{"figures":{"cat":{"support":3,"precision":1.0,"recall":0.3333,"recall_95":[0.1,0.7],"f1":0.5},
               "dog":{"support":2,"precision":0.5,"recall":1.0,"recall_95":[0.3,1.0],"f1":0.6667}},
               "confusion_by_true_class":[[1,2],[0,2]]},
             "calibration":{"temperature":1.5,
               "before":{"error":0.2,"bins":[{"photos":5,"confidence":0.9,"accuracy":0.6}]},
               "after":{"error":0.1,"bins":[{"photos":0,"confidence":null,"accuracy":null}]}}}
            """;

    static final String MISTAKES = """
            {"schema":1,"wrong":2,"worst":[
              {"file":"cat/1.jpg","true":"cat","predicted":"dog","confidence":0.9,"true_confidence":0.1,
               "picture":"mistake-01.jpg"},
              {"file":"cat/2.jpg","true":"cat","predicted":"dog","confidence":0.8,"true_confidence":0.2,
               "picture":"../../run.json"}]}
            """;

    static final String ANSWER = """
            {"id":"20261101-100000-cats","data":"the test photos","photos":5,"labels":["cat","dog"],
             "summary":{"accuracy":0.6,"accuracy_95":[0.2,0.9],"macro_f1":null,"log_loss":0.7,"brier":0.5,
               "calibration_error":0.1},
             "classes":[
               {"label":"cat","support":3,"precision":1.0,"recall":0.3333,"recall_95":[0.1,0.7],"f1":0.5},
               {"label":"dog","support":2,"precision":0.5,"recall":1.0,"recall_95":[0.3,1.0],"f1":0.6667}],
             "reliability":{"temperature":1.5,"error":0.1,"error_before":0.2,
               "bins":[{"photos":0,"confidence":null,"accuracy":null}],
               "bins_before":[{"photos":5,"confidence":0.9,"accuracy":0.6}]},
             "confusion":[[1,2],[0,2]],
             "confusions":[{"label":"cat","predicted":"dog","count":2}],
             "mistakes":{"wrong":2,"worst":[
               {"number":1,"photo":"cat/1.jpg","label":"cat","predicted":"dog","confidence":0.9,"label_confidence":0.1,
                "picture":"/runs/20261101-100000-cats/mistakes/1"},
               {"number":2,"photo":"cat/2.jpg","label":"cat","predicted":"dog","confidence":0.8,
                "label_confidence":0.2}]}}
            """;

    private KeptEvaluation() {}
}
